import { restartDelayMs } from './restart-delay.js';

it('waits longer each time, and a minute at most', () => {
  expect([1, 2, 3, 5, 6, 1_000].map(restartDelayMs)).toEqual([2_000, 4_000, 8_000, 32_000, 60_000, 60_000]);
});
