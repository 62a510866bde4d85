import { spendRestart } from './restart-budget.js';

it('allows five restarts in a minute, and more once they are old', () => {
  const at = [0, 1_000, 2_000, 3_000, 4_000];
  const spent = at.reduce<readonly number[]>((earlier, now) => spendRestart(earlier, now) ?? [], []);
  expect(spent).toEqual(at);
  expect(spendRestart(spent, 59_999)).toBeNull();
  expect(spendRestart(spent, 60_000)).toEqual([1_000, 2_000, 3_000, 4_000, 60_000]);
});
