import { BUILT_IN_POLICY, writePolicy } from '@app/smtp-policy';
import { CallFailed } from '../http-call.js';
import { FleetPolicies } from './fleet-policies.js';
import { BUILT_IN_OUTCOMES } from './reply-outcomes.js';

const PAYLOAD = { ...writePolicy(BUILT_IN_POLICY), version: 'v4.2.0' };

describe("the fleet's policies", () => {
  let answer: (version: string) => unknown;
  let asked: string[];
  let seconds: number;
  let problems: unknown[];
  let policies: FleetPolicies;

  beforeEach(() => {
    answer = () => PAYLOAD;
    asked = [];
    seconds = 0;
    problems = [];
    policies = new FleetPolicies({
      laravel: {
        policyPayload: (version) => {
          asked.push(version);
          return Promise.resolve().then(() => answer(version));
        },
      },
      refreshMs: 30_000,
      seconds: () => seconds,
      log: (_msg, fields) => problems.push(fields['problem']),
    });
  });

  it('are fetched once a version and period, however many workers ask', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => policies.outcomesOf('v4.2.0')));
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toEqual(BUILT_IN_OUTCOMES);
    await policies.outcomesOf('v4.3.0');
    seconds = 29;
    await policies.outcomesOf('v4.2.0');
    expect(asked).toEqual(['v4.2.0', 'v4.3.0']);
    seconds = 30;
    await policies.outcomesOf('v4.2.0');
    expect(asked).toEqual(['v4.2.0', 'v4.3.0', 'v4.2.0']);
  });

  it.each([
    ['there is no such version', () => null, undefined],
    ['a worker cannot read it', () => ({ ...PAYLOAD, enabled: 'yes' }), expect.stringContaining('enabled')],
    ['Laravel does not answer', () => Promise.reject(new CallFailed('no answer in time')), 'no answer in time'],
  ])('are not changed when %s', async (_why, answered, problem) => {
    answer = answered;
    await expect(policies.outcomesOf('v4.2.0')).resolves.toBeNull();
    expect(problems[0]).toEqual(problem);
  });

  it('are none where the fleet knows no Laravel', async () => {
    const log = () => undefined;
    const alone = new FleetPolicies({ laravel: null, refreshMs: 30_000, seconds: () => 0, log });
    await expect(alone.outcomesOf('v4.2.0')).resolves.toBeNull();
  });
});
