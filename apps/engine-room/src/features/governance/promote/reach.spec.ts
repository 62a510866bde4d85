import { cohort, member } from '../../../testing/governance-builder';
import { reachOf, totalReach } from './reach';

const pools = [
  { pool: 'default', workers: 8, in_cohort: 0, running_candidate: 0 },
  { pool: 'edge', workers: 4, in_cohort: 0, running_candidate: 0 },
];

describe('whom a percentage reaches', () => {
  it('is a share of each pool', () => {
    expect(reachOf(cohort({ pools }), 30).map(({ atLeast, atMost }) => [atLeast, atMost])).toEqual([
      [2, 3],
      [1, 2],
    ]);
  });

  it('is the whole pool or none of it where workers do not name themselves', () => {
    const members = [member({ pool: 'edge', keyed_by: 'pool' })];
    expect(reachOf(cohort({ pools, members }), 25).map(({ isWhole }) => isWhole)).toEqual([false, true]);
    expect(reachOf(cohort({ pools, members }), 100).some(({ isWhole }) => isWhole)).toBe(false);
  });

  it('is at least one worker where there are any', () => {
    expect(totalReach(reachOf(cohort({ pools }), 1), 1)).toBe(1);
    expect(totalReach([], 50)).toBe(0);
  });
});
