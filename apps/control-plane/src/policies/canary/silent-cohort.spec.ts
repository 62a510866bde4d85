import { chanceOfSilence } from './silent-cohort.js';

describe('the chance that so many of the silent workers are in the cohort', () => {
  it('is 1 while nobody of the cohort is silent', () => {
    expect(chanceOfSilence({ workers: 10, silent: 0 }, { workers: 90, silent: 9 })).toBe(1);
    expect(chanceOfSilence({ workers: 0, silent: 0 }, { workers: 0, silent: 0 })).toBe(1);
  });

  it('is what counting all ways tells', () => {
    // both of 2 silent workers among the 2 of 10: one way of 45
    expect(chanceOfSilence({ workers: 2, silent: 2 }, { workers: 8, silent: 0 })).toBeCloseTo(1 / 45, 12);
    // 1 of 10 and 1 of 90 out of 2 silent: 1 - C(90,2)/C(100,2)
    expect(chanceOfSilence({ workers: 10, silent: 1 }, { workers: 90, silent: 1 })).toBeCloseTo(1 - 4005 / 4950, 12);
  });

  it('is high when the whole fleet falls silent', () => {
    expect(chanceOfSilence({ workers: 25, silent: 20 }, { workers: 75, silent: 60 })).toBeGreaterThan(0.3);
  });

  it('is known for a large fleet too', () => {
    const chance = chanceOfSilence({ workers: 2_500, silent: 400 }, { workers: 7_500, silent: 300 });
    expect(chance).toBeLessThan(1e-9);
    expect(chanceOfSilence({ workers: 5_000, silent: 4_000 }, { workers: 5_000, silent: 4_000 })).toBeGreaterThan(0.3);
  });
});
