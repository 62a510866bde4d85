import fc from 'fast-check';
import { cohortOf, isInCohort, type CohortWorker } from './cohort.js';
import type { Canary } from './rollout-record.js';

const fleet = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 120 })
  .chain((ids) =>
    fc
      .array(fc.integer({ min: 0, max: 5 }), { minLength: ids.length, maxLength: ids.length })
      .map((pools) => ids.map((workerId, index): CohortWorker => ({ workerId, pool: `pool-${pools[index] ?? 0}` }))),
  );
const percent = fc.integer({ min: 1, max: 99 });

function canary(workers: readonly CohortWorker[], share: number, before?: Canary): Canary {
  return { version: 'v2', percent: share, cohort: cohortOf('v2', share, workers, before?.cohort) };
}

const members = (of: Canary, workers: readonly CohortWorker[]) => workers.filter((worker) => isInCohort(of, worker));

describe('the cohort of workers that name themselves', () => {
  it('is in every pool within one worker of the share', () => {
    fc.assert(
      fc.property(fleet, percent, (workers, share) => {
        const cohort = canary(workers, share);
        for (const pool of new Set(workers.map((worker) => worker.pool))) {
          const own = workers.filter((worker) => worker.pool === pool);
          const wanted = (share / 100) * own.length;
          expect(Math.abs(members(cohort, own).length - wanted)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('reaches somebody, however small the share and the fleet', () => {
    fc.assert(
      fc.property(fleet, percent, (workers, share) => {
        expect(members(canary(workers, share), workers).length).toBeGreaterThan(0);
      }),
    );
  });

  it('only grows with the percentage', () => {
    fc.assert(
      fc.property(fleet, percent, percent, (workers, one, other) => {
        const narrow = canary(workers, Math.min(one, other));
        const wide = canary(workers, Math.max(one, other), narrow);
        for (const worker of members(narrow, workers)) expect(isInCohort(wide, worker)).toBe(true);
      }),
    );
  });

  it('keeps whoever is in it when others come and go', () => {
    fc.assert(
      fc.property(fleet, fleet, percent, percent, (workers, later, one, other) => {
        const narrow = canary(workers, Math.min(one, other));
        const inIt = members(narrow, workers);
        const wide = canary(later, Math.max(one, other), narrow);
        for (const worker of inIt) expect(isInCohort(wide, worker)).toBe(true);
      }),
    );
  });

  it('takes in newcomers by the same share, from known pools and unknown ones', () => {
    const known = Array.from({ length: 400 }, (_, n) => ({ workerId: `w${n}`, pool: 'edge' }));
    const cohort = canary(known, 25);
    for (const pool of ['edge', 'new']) {
      const later = Array.from({ length: 4_000 }, (_, n) => ({ workerId: `later${n}`, pool }));
      expect(members(cohort, later).length / later.length).toBeCloseTo(0.25, 1);
    }
  });

  it('is another one for another version', () => {
    const workers = Array.from({ length: 100 }, (_, n) => ({ workerId: `w${n}`, pool: 'edge' }));
    const other: Canary = { version: 'v3', percent: 25, cohort: cohortOf('v3', 25, workers) };
    expect(members(canary(workers, 25), workers)).not.toEqual(members(other, workers));
  });
});

describe('the cohort of workers that name only their pool', () => {
  const pool = (name: string, size: number) =>
    Array.from({ length: size }, (_, n) => ({ workerId: `${name}${n}`, pool: name }));

  it('is whole pools, the smallest first', () => {
    const workers = [...pool('large', 60), ...pool('middle', 30), ...pool('small', 10)];
    const poolsAt = (share: number) => canary(workers, share).cohort.pools;
    expect(poolsAt(1)).toEqual(['small']);
    expect(poolsAt(25)).toEqual(['small']);
    expect(poolsAt(50)).toEqual(['middle', 'small']);
    expect(poolsAt(99)).toEqual(['middle', 'small']);
  });

  it('is nobody where there is but one pool, as there would be no rest', () => {
    expect(canary(pool('only', 10), 50).cohort.pools).toEqual([]);
  });

  it('only grows', () => {
    fc.assert(
      fc.property(fleet, fleet, percent, percent, (workers, later, one, other) => {
        const narrow = canary(workers, Math.min(one, other));
        const wide = canary(later, Math.max(one, other), narrow);
        expect(wide.cohort.pools).toEqual(expect.arrayContaining([...narrow.cohort.pools]));
      }),
    );
  });
});

it('has a limit of their own for the thousand largest pools, and the share for all others', () => {
  const small = Array.from({ length: 3_000 }, (_, n) => ({ workerId: `s${n}`, pool: `small-${n}` }));
  const large = Array.from({ length: 40 }, (_, n) => ({ workerId: `l${n}`, pool: 'large' }));
  const cohort = canary([...small, ...large], 25);
  expect(Object.keys(cohort.cohort.upTo)).toHaveLength(1_000);
  expect(cohort.cohort.upTo).toHaveProperty('large');
  expect(members(cohort, small).length / small.length).toBeCloseTo(0.25, 1);
});

it('is drawn and asked in no time, however many pools beats name', () => {
  const workers = Array.from({ length: 30_000 }, (_, n) => ({ workerId: `w${n}`, pool: `${'p'.repeat(90)}${n}` }));
  const startedAt = performance.now();
  const half = canary(workers, 50);
  const inCohort = workers.filter(({ pool }) => isInCohort(half, { pool }));
  expect(inCohort.map(({ pool }) => pool).sort()).toEqual(half.cohort.pools);
  expect(performance.now() - startedAt).toBeLessThan(4_000); // it was fifteen seconds
});
