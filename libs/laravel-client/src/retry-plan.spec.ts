import { LaravelError, type LaravelErrorFacts } from './laravel-error.js';
import { retryAfterSeconds } from './retry-after.js';
import { retryWaitMs } from './retry-plan.js';

const plan = { retryMax: 2, retryBackoffMs: 250 };
const error = (facts: Partial<LaravelErrorFacts>) =>
  new LaravelError('', { kind: 'upstream', requestId: 'r', status: 500, ...facts });

describe('retryWaitMs', () => {
  it('waits anything up to a bound that doubles', () => {
    expect([0, 0.5, 1].map((random) => retryWaitMs(error({}), 0, plan, random))).toEqual([0, 125, 250]);
    expect(retryWaitMs(error({}), 1, plan, 1)).toBe(500);
  });

  it('gives up after the configured number', () => {
    expect(retryWaitMs(error({}), 2, plan, 1)).toBeNull();
    expect(retryWaitMs(error({}), 0, { ...plan, retryMax: 0 }, 1)).toBeNull();
  });

  it.each([
    ['no connection', { kind: 'unreachable', status: null }],
    ['a timeout', { kind: 'timed_out', status: null }],
    ['a failure', { kind: 'upstream', status: 503 }],
    ['too many calls', { kind: 'refused', status: 429, retryAfterSeconds: 1 }],
    ['an unreadable answer', { kind: 'broken_contract', status: 200, code: 'decode_failed' }],
  ] as const)('repeats after %s', (_, facts) => {
    expect(retryWaitMs(error(facts), 0, plan, 0)).not.toBeNull();
  });

  it.each([
    ['a refusal', { kind: 'refused', status: 404 }],
    ['an answer that is wrong', { kind: 'broken_contract', status: 200, code: 'contract_violated' }],
    ['an open circuit', { kind: 'circuit_open', status: null }],
    ['an overload of our own', { kind: 'overloaded', status: null }],
    ['a long wait that was asked for', { kind: 'refused', status: 429, retryAfterSeconds: 30 }],
  ] as const)('does not repeat after %s', (_, facts) => {
    expect(retryWaitMs(error(facts), 0, plan, 0)).toBeNull();
  });

  it('keeps a short wait that was asked for', () => {
    expect(retryWaitMs(error({ kind: 'refused', status: 429, retryAfterSeconds: 2 }), 0, plan, 0)).toBe(2_000);
  });
});

describe('retryAfterSeconds', () => {
  it('reads seconds and dates, and nothing else', () => {
    const now = Date.parse('2026-03-02T08:00:00Z');
    expect(retryAfterSeconds('7', now)).toBe(7);
    expect(retryAfterSeconds('Mon, 02 Mar 2026 08:00:05 GMT', now)).toBe(5);
    expect(retryAfterSeconds('Mon, 02 Mar 2026 07:00:00 GMT', now)).toBe(0);
    expect([retryAfterSeconds(null, now), retryAfterSeconds('soon', now)]).toEqual([null, null]);
  });
});
