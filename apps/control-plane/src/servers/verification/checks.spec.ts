import type { RuntimeMatch, ServerProcess, VerificationCheck } from '@app/contracts';
import { laravelCommand } from '../../testing/laravel-records.js';
import { agentReachable, claimNext, overall, processState, runtimeHeartbeat } from './checks.js';

const answered = (overrides: Parameters<typeof laravelCommand>[0]) =>
  agentReachable({ kind: 'answered', command: laravelCommand({ action: 'status', ...overrides }) });

describe('the agent', () => {
  it('is reachable when it answered, also that the service is stopped', () => {
    expect(answered({}).result).toBe('pass');
    expect(answered({ status: 'failed', error_message: 'inactive' }).result).toBe('pass');
  });

  it('is not reachable when nothing of it came back, and the advice fits the reason', () => {
    const failed = (error_message: string) => answered({ status: 'failed', agent_command_id: null, error_message });
    expect(failed('Connection refused')).toMatchObject({
      result: 'fail',
      evidence: expect.stringContaining('refused') as unknown,
    });
    expect(failed('signature_mismatch').advice).toMatch(/new bundle/);
    expect(failed('signature_expired').advice).toMatch(/clocks/);
    expect(failed('service_not_allowed').advice).toMatch(/another unit/);
  });

  it('is not judged when there is none, or when Laravel could not ask it', () => {
    expect(agentReachable({ kind: 'no_agent' }).result).toBe('not_applicable');
    expect(agentReachable({ kind: 'not_asked', because: 'Laravel is away' }).result).toBe('pending');
  });
});

const process = (state: ServerProcess['state'], basis: ServerProcess['basis'] = 'agent') => ({
  state,
  basis,
  last_transition_at: null,
});

describe('the process', () => {
  it.each([
    ['running', 'pass'],
    ['starting', 'pending'],
    ['unknown', 'pending'],
    ['stopping', 'fail'],
    ['stopped', 'fail'],
  ] as const)('that is %s: %s', (state, result) => expect(processState(process(state)).result).toBe(result));

  it('that no agent saw is told as such', () => {
    expect(processState(process('running', 'registry')).evidence).toMatch(/No agent said so/);
  });
});

const match = (overrides: Partial<RuntimeMatch>): RuntimeMatch => ({
  state: 'matched',
  worker_id: '17',
  matched_by: 'id',
  presence: 'live',
  last_heartbeat_at: '2026-03-02T08:14:05Z',
  candidates: [],
  explanation: 'it was recognised by its id',
  ...overrides,
});

describe("the worker's heartbeat", () => {
  it('is there when a heard worker is matched', () => {
    expect(runtimeHeartbeat(match({}), process('running')).result).toBe('pass');
  });

  it('is not there when the matched worker is silent, or nobody knows which it is', () => {
    expect(runtimeHeartbeat(match({ presence: 'silent' }), process('running')).result).toBe('fail');
    const ambiguous = match({ state: 'ambiguous', candidates: ['a', 'b'] });
    expect(runtimeHeartbeat(ambiguous, process('running'))).toMatchObject({
      result: 'fail',
      evidence: expect.stringContaining('a, b') as unknown,
    });
  });

  it('is still to come while the process runs, and is missing when it does not', () => {
    expect(runtimeHeartbeat(match({ state: 'unmatched' }), process('running')).result).toBe('pending');
    expect(runtimeHeartbeat(match({ state: 'unmatched' }), process('stopped')).result).toBe('fail');
  });
});

describe('the whole', () => {
  const checks = (...results: VerificationCheck['result'][]) =>
    results.map((result) => ({ check: 'claim_next', result, evidence: '', at: '', advice: null }) as const);

  it('is as bad as its worst check', () => {
    expect(overall(checks('pass', 'pending', 'fail'))).toBe('fail');
    expect(overall(checks('pass', 'pending'))).toBe('pending');
    expect(overall(checks('pass', 'not_applicable'))).toBe('pass');
  });

  it('says what to do when the token is not accepted', () => {
    expect(claimNext({ result: 'fail', detail: 'Unauthenticated.' })).toMatchObject({
      evidence: 'Unauthenticated.',
      advice: expect.stringContaining('new bundle') as unknown,
    });
  });
});
