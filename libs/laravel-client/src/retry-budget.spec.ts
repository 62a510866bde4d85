import fc from 'fast-check';
import { RetryBudget } from './retry-budget.js';

describe('RetryBudget', () => {
  it('lets a lone call be repeated once', () => {
    const budget = new RetryBudget();
    budget.noteCall(0);
    expect([budget.tryRetry(10), budget.tryRetry(20)]).toEqual([true, false]);
  });

  it('forgets what is older than a minute', () => {
    const budget = new RetryBudget();
    budget.noteCall(0);
    budget.tryRetry(0);
    expect([budget.tryRetry(59_999), budget.tryRetry(60_000)]).toEqual([false, true]);
  });

  it('never lets more than a tenth, or one, be repeated within any minute', () => {
    const step = fc.record({ waitMs: fc.integer({ min: 0, max: 3_000 }), isRetry: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const budget = new RetryBudget();
        const calls: number[] = [];
        const retries: number[] = [];
        let now = 1_000_000;
        for (const { waitMs, isRetry } of steps) {
          now += waitMs;
          if (!isRetry) calls.push(now);
          if (!isRetry) budget.noteCall(now);
          else if (budget.tryRetry(now)) retries.push(now);
          const within = (times: number[]) => times.filter((at) => at > now - 60_000).length;
          const whole = (times: number[]) => times.filter((at) => at > now - 59_000).length;
          expect(whole(retries)).toBeLessThanOrEqual(Math.max(1, within(calls) / 10));
        }
      }),
    );
  });
});
