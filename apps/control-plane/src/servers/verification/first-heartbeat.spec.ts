import { laravelServer } from '../../testing/laravel-records.js';
import { worker } from '../../testing/builders.js';
import type { ServerFacts } from '../server-row.js';
import { firstHeard } from './first-heartbeat.js';

const NOW = Date.parse('2026-03-02T08:15:00Z');
const bundle = (bundle_uuid: string, expires_at = '2026-03-02T09:00:00Z') => ({
  bundle_uuid,
  expires_at,
  is_expired: false,
  created_at: '2026-03-02T08:00:00Z',
});
const server = (uuid: string | null, isHeard: boolean, expiresAt?: string): ServerFacts => ({
  server: laravelServer({ latest_provisioning_bundle: uuid === null ? null : bundle(uuid, expiresAt) }),
  match: { state: 'matched', workerId: '17', by: 'id' },
  worker: isHeard ? worker() : undefined,
});
const never = () => null;
const look = (
  facts: ServerFacts,
  seen: ReturnType<typeof firstHeard>['seen'] = new Map(),
  verified: () => string | null = never,
) => firstHeard([facts], seen, verified, NOW);

describe('the first heartbeat of a provisioned server', () => {
  it('is when its worker is heard and was not before', () => {
    const before = look(server('b1', false));
    expect(before.due).toEqual([]);
    expect(look(server('b1', true), before.seen).due).toEqual([17]);
  });

  it('is found after a restart, when nothing is remembered', () => {
    expect(look(server('b1', true)).due).toEqual([17]);
  });

  it('comes once', () => {
    expect(look(server('b1', true), look(server('b1', true)).seen).due).toEqual([]);
    expect(look(server('b1', true), new Map(), () => 'b1').due).toEqual([]);
  });

  it('is not that of a worker which was heard before the bundle was made', () => {
    const before = look(server(null, true));
    expect(look(server('b2', true), before.seen).due).toEqual([]);
  });

  it('is not looked for with an expired bundle', () => {
    expect(look(server('b1', true, '2026-03-02T08:14:59Z')).due).toEqual([]);
  });
});
