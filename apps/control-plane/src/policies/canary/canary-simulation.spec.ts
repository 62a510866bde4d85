import { randomOf } from '../../common/rates/testing/random.js';
import { type RolloutPlan, rollOut } from './testing/simulated-rollout.js';

const SEEDS = Array.from({ length: 1_000 }, (_, index) => index + 1);
const FIVE_POINTS = { generic: 0.05, gmail: 0.05, microsoft: 0.05, yahoo: 0.05 };

/** 40 to 120 workers of 1 to 3 probes a second, whose own unknown rates lie two points apart; defaults otherwise. */
const plan = (seed: number, overrides: Partial<RolloutPlan>): RolloutPlan => ({
  seed,
  workers: Math.round(40 * 3 ** randomOf(7_919 * seed).next()),
  spread: 0.02,
  speed: [1, 3],
  worse: {},
  fromPercent: 1,
  mostWindows: 24,
  looksAWindow: 1,
  hoursBefore: 2,
  ...overrides,
});

const share = (of: readonly boolean[]) => of.filter(Boolean).length / of.length;

describe('a thousand simulated rollouts', () => {
  it('take back an unchanged candidate in at most 5 % and bring most of them to everybody', () => {
    const courses = SEEDS.map((seed) => rollOut(plan(seed, {})));
    expect(share(courses.map(({ outcome }) => outcome === 'rolled_back'))).toBeLessThanOrEqual(0.05);
    expect(share(courses.map(({ outcome }) => outcome === 'everywhere'))).toBeGreaterThanOrEqual(0.75);
    const harmed = courses.map(({ events }) => events.some(({ action }) => action === 'mitigate'));
    expect(share(harmed)).toBeLessThanOrEqual(0.05);
  });

  it('take back an unchanged candidate no more often for being looked at every half minute', () => {
    const courses = SEEDS.slice(0, 40).map((seed) => rollOut(plan(seed, { looksAWindow: 30, mostWindows: 4 })));
    expect(share(courses.map(({ outcome }) => outcome === 'rolled_back'))).toBeLessThanOrEqual(0.05);
  });

  it('catch five points more unknown at 25 % within four windows in at least 95 %', () => {
    const courses = SEEDS.map((seed) =>
      rollOut(plan(seed, { worse: FIVE_POINTS, fromPercent: 25, isOneStep: true, mostWindows: 4, looksAWindow: 6 })),
    );
    expect(share(courses.map(({ failedAfter }) => failedAfter !== null))).toBeGreaterThanOrEqual(0.95);
    expect(share(courses.map(({ outcome }) => outcome === 'rolled_back'))).toBeGreaterThanOrEqual(0.95);
  });

  it('catch it without knowing how workers did before, from 60 workers on', () => {
    const courses = SEEDS.slice(0, 200).map((seed) =>
      rollOut(
        plan(seed, {
          workers: 60 + (seed % 60),
          worse: FIVE_POINTS,
          fromPercent: 25,
          isOneStep: true,
          mostWindows: 4,
          hoursBefore: 0,
        }),
      ),
    );
    expect(share(courses.map(({ failedAfter }) => failedAfter !== null))).toBeGreaterThanOrEqual(0.95);
  });

  it('always hold while the sample is too small, however bad the candidate is', () => {
    const slow = { speed: [0.001, 0.002], fromPercent: 5, mostWindows: 3 } as const;
    for (const seed of SEEDS) {
      const worse = { generic: 0.5, gmail: 0.5, microsoft: 0.5, yahoo: 0.5 };
      const { verdicts, outcome } = rollOut(plan(seed, { ...slow, worse }));
      expect([outcome, ...new Set(verdicts)]).toEqual(['held', 'hold']);
    }
  });
});
