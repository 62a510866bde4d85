import { compareRates } from './rate-difference.js';
import { randomOf } from './testing/random.js';
import type { ClusterCounts } from './worker-spread.js';

type Place = readonly [probed: number, hits: number, usual?: number];

const worker = (...strata: readonly Place[]): ClusterCounts =>
  strata.map(([probed, hits, usual = 0]) => ({ probed, hits, usual }));
const alike = (count: number, ...place: Place) => Array.from({ length: count }, () => worker(place));

describe('two rates and the interval of their difference', () => {
  it('lie where the textbook says when workers are alike', () => {
    // 99.9 % interval of 0.25 - 0.20 with 10,000 and 30,000 addresses: 0.05 +- 3.4 * 0.0049
    const found = compareRates(alike(100, 100, 25), alike(300, 100, 20));
    expect(found?.difference).toBeCloseTo(0.05, 10);
    expect(found?.low).toBeCloseTo(0.0337, 3);
    expect(found?.high).toBeCloseTo(0.0663, 3);
  });

  it('take one worker that is off for one accident, however much it probed', () => {
    const even = alike(20, 1_000, 200);
    const odd = [...alike(3, 1_000, 200), worker([1_000, 600])];
    const found = compareRates(odd, even);
    expect(found?.difference).toBeCloseTo(0.1, 10);
    expect(found?.low).toBeLessThan(0); // 4,000 independent addresses would have made it sure
  });

  it('say nothing of two workers, nor of a side that did nothing', () => {
    expect(compareRates(alike(1, 1_000, 200), alike(1, 1_000, 100))).toBeNull();
    expect(compareRates([], alike(9, 1_000, 100))).toBeNull();
    expect(compareRates(alike(9, 0, 0), alike(9, 1_000, 100))).toBeNull();
  });

  it('are not sure of a rate of nothing at all', () => {
    const found = compareRates(alike(10, 30, 0), alike(10, 30, 0));
    expect(found?.difference).toBe(0);
    expect(found?.high).toBeGreaterThan(0.01);
  });

  it('do not take another mix of providers for another rate', () => {
    const cohort = Array.from({ length: 10 }, () => worker([900, 270], [100, 10])); // mostly the hard provider
    const rest = Array.from({ length: 30 }, () => worker([100, 30], [900, 90]));
    const found = compareRates(cohort, rest);
    expect(found?.cohort).toBeCloseTo(0.28, 10);
    expect(found?.rest).toBeCloseTo(0.28, 10);
    expect(found?.difference).toBeCloseTo(0, 10);
  });

  it('do not blame the candidate for what a worker always did', () => {
    const habitual = alike(5, 1_000, 300, 100);
    const found = compareRates(habitual, alike(15, 1_000, 200));
    expect(found?.cohort).toBeCloseTo(0.3, 10);
    expect(found?.difference).toBeCloseTo(0, 10);
  });

  it('hold the truth in 99.8 % of draws at least, with clustered addresses and few workers', () => {
    let missed = 0;
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const random = randomOf(seed);
      const side = (count: number) =>
        Array.from({ length: count }, () => {
          const probed = Math.round(random.between(50, 1_500));
          const rate = Math.min(1, Math.max(0, 0.2 + 0.04 * random.normal()));
          return worker([probed, random.hits(probed, rate)]);
        });
      const found = compareRates(side(3), side(9));
      if (found !== null && (found.low > 0 || found.high < 0)) missed += 1;
    }
    expect(missed / 2_000).toBeLessThanOrEqual(0.002 + 0.002); // two standard errors of the count itself
  });
});
