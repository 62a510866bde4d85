import type { LaravelServer } from '@app/contracts';
import { worker } from '../testing/builders.js';
import { laravelServer } from '../testing/laravel-records.js';
import type { Match } from './runtime-match.js';
import { serverRow } from './server-row.js';

const NOW = Date.parse('2026-03-02T08:15:00Z');
const MATCHED: Match = { state: 'matched', workerId: '17', by: 'id' };
const row = (server: Partial<LaravelServer> = {}, match: Match = MATCHED, facts = worker()) =>
  serverRow({ server: laravelServer(server), match, worker: match.state === 'matched' ? facts : undefined }, NOW);

describe('the three facts about a server', () => {
  it('are what the agent, Laravel and the workers say, each for itself', () => {
    expect(row()).toMatchObject({
      process: { state: 'running', basis: 'agent' },
      heartbeat: { state: 'healthy', age_seconds: 55 },
      runtime: { state: 'matched', worker_id: '17', presence: 'live' },
      needs_attention: false,
      attention: [],
    });
  });

  it('may contradict each other: matched and stale is valid', () => {
    expect(row({ heartbeat_state: 'stale', process_state: 'stopped' })).toMatchObject({
      process: { state: 'stopped' },
      heartbeat: { state: 'stale' },
      runtime: { state: 'matched' },
      needs_attention: true,
      attention: ['Its process is stopped', 'Laravel has not heard its worker for a while'],
    });
  });

  it('need attention while the worker is not heard, however well Laravel thinks of it', () => {
    expect(row({}, MATCHED, worker({ presence: 'silent' }))).toMatchObject({
      runtime: { state: 'matched', presence: 'silent' },
      needs_attention: true,
      attention: ['Its worker is not heard from'],
    });
  });

  it('tell a process state that no agent gave as what it is', () => {
    expect(row({ process_state: 'unknown', status: 'online' }).process).toMatchObject({
      state: 'running',
      basis: 'registry',
    });
    expect(row({ process_state: 'unknown', status: 'offline' }).process).toMatchObject({
      state: 'stopped',
      basis: 'registry',
    });
  });

  it('leave an age out that nobody knows', () => {
    expect(row({ last_heartbeat_at: null, heartbeat_state: 'none' }).heartbeat).toEqual({
      state: 'none',
      last_at: null,
      age_seconds: null,
    });
  });
});

describe('a host', () => {
  it('can be commanded when its agent is enabled', () => {
    expect(row().command_refusal).toBeNull();
    expect(row({}, { state: 'unmatched' }).command_refusal).toBeNull();
  });

  it.each([{ agent_enabled: false }, { process_control_mode: 'control_plane_only' as const }])(
    'cannot be commanded with %j',
    (server) => expect(row(server).command_refusal).toMatch(/no agent/),
  );

  it('cannot be commanded under a service name that breaks the signature of commands', () => {
    expect(row({ agent_service_name: 'a/b.service' }).command_refusal).toMatch(/slash/);
  });

  it('cannot be commanded while it may be a stranger', () => {
    const match: Match = { state: 'ambiguous', candidates: ['a', 'b'], because: '2 workers report the address' };
    expect(row({}, match).command_refusal).toMatch(/2 workers report the address/);
  });
});

describe('an ambiguous match', () => {
  it('names no more workers than somebody reads, however many claim to be the one', () => {
    const candidates = Array.from({ length: 50_000 }, (_, index) => `w${index}`);
    const { runtime } = row({}, { state: 'ambiguous', candidates, because: '50000 workers report the address' });
    expect(runtime.candidates).toHaveLength(20);
    expect(runtime.explanation).toBe('50000 workers report the address');
  });
});

describe('deleting', () => {
  it.each(['running', 'starting', 'stopping'] as const)('is locked while the process is %s', (process_state) => {
    expect(row({ process_state, heartbeat_state: 'stale' }).delete_lock).toMatch(/Stop it first/);
  });

  it('is locked while Laravel hears the worker', () => {
    expect(row({ process_state: 'stopped' }).delete_lock).toMatch(/still hears/);
  });

  it('is open when neither', () => {
    expect(row({ process_state: 'stopped', heartbeat_state: 'stale' }).delete_lock).toBeNull();
  });
});

describe('news of a server', () => {
  const silent = { last_transition_at: null, last_heartbeat_at: null, last_agent_seen_at: null };

  it('are as old as the newest of what was heard of it', () => {
    expect(row().updated_at).toBe('2026-03-02T08:14:05Z');
    expect(row({ ...silent, last_agent_seen_at: '2026-03-02T07:58:11.000000Z' }).updated_at).toBe(
      '2026-03-02T07:58:11Z',
    );
  });

  it('may never have come', () => {
    expect(row(silent).updated_at).toBeNull();
  });
});

describe("a server's bundle", () => {
  it('expires by the clock, whatever the record said when it was read', () => {
    const bundle = {
      bundle_uuid: 'u',
      expires_at: '2026-03-02T08:14:59.000000Z',
      created_at: '2026-03-02T08:00:00.000000Z',
    };
    expect(row({ latest_provisioning_bundle: { ...bundle, is_expired: false } }).latest_bundle).toEqual({
      bundle_uuid: 'u',
      created_at: '2026-03-02T08:00:00Z',
      expires_at: '2026-03-02T08:14:59Z',
      is_expired: true,
    });
  });
});
