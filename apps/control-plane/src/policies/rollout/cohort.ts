import { createHash } from 'node:crypto';
import type { Canary, Cohort } from './rollout-record.js';
import type { PolicyAsker } from './policy-assignments.js';

/** A worker that a cohort can be drawn from. */
export interface CohortWorker {
  readonly workerId: string;
  readonly pool: string;
}

const NOBODY: Cohort = { upTo: {}, upToElsewhere: 0, pools: [] };
const PLACES = 2 ** 48;
/** Beats may name any number of pools, and each limit is part of every decision: the others share one. */
const DRAWN_POOLS = 1_000;

/**
 * Who is told `version` when it is rolled out to `percent` of `workers` (docs/decisions/0007). Within each pool at most
 * one worker more or less than the share (the 1,000 largest pools; workers of others by their own place alone); at least
 * one worker in all. Whoever is in `before` stays in.
 *
 * Each worker has a place by the hash of its name, so that a restart changes nothing and a worker that joins later takes
 * nobody's place.
 * @param percent 1 to 99; at 100 there is no cohort, everybody runs the version
 */
export function cohortOf(
  version: string,
  percent: number,
  workers: readonly CohortWorker[],
  before: Cohort = NOBODY,
): Cohort {
  const share = percent / 100;
  const largest = [...placesByPool(version, workers)].sort(([, one], [, other]) => other.length - one.length);
  const pools = largest.slice(0, DRAWN_POOLS).map(([pool, places]) => {
    const wanted = share * places.length + place(version, `pool ${pool}`); // rounds up in a share of the pools
    return { pool, places, wanted, count: Math.floor(wanted) };
  });
  const reachesNobody = pools.every(({ count }) => count === 0);
  const nearest = pools.reduce<(typeof pools)[number] | null>(
    (best, pool) => (best === null || pool.wanted > best.wanted ? pool : best),
    null,
  );
  const upTo = pools.map(({ pool, places, count }) => {
    const reached = reachesNobody && pool === nearest?.pool ? 1 : count;
    return [pool, Math.max(limitIn(before, pool), places[reached - 1] ?? 0)] as const;
  });
  return {
    upTo: { ...before.upTo, ...Object.fromEntries(upTo) },
    upToElsewhere: Math.max(before.upToElsewhere, share),
    pools: wholePools(version, share, pools, before.pools),
  };
}

/** Whether `asker` is told the version of `canary`: by its own place if it names itself, else with its whole pool. */
export function isInCohort({ version, cohort }: Canary, { workerId = '', pool }: PolicyAsker): boolean {
  if (workerId === '') return isAmong(cohort.pools, pool);
  return place(version, workerId) <= limitIn(cohort, pool);
}

/** By halving: anybody's beats may name tens of thousands of pools. */
function isAmong(sorted: readonly string[], pool: string): boolean {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((sorted[middle] ?? '') < pool) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === pool;
}

function limitIn(cohort: Cohort, pool: string): number {
  return Object.hasOwn(cohort.upTo, pool) ? (cohort.upTo[pool] ?? 0) : cohort.upToElsewhere;
}

/** A pool's places, ascending. */
function placesByPool(version: string, workers: readonly CohortWorker[]): ReadonlyMap<string, readonly number[]> {
  const pools = new Map<string, number[]>();
  for (const { workerId, pool } of workers) {
    const places = pools.get(pool) ?? [];
    places.push(place(version, workerId));
    pools.set(pool, places);
  }
  for (const places of pools.values()) places.sort((one, other) => one - other);
  return pools;
}

/**
 * Pools of workers that do not name themselves are in the cohort as a whole: the smallest first, so that one percent
 * does not reach the largest, as long as they are within the share. The first is always in, unless it is the only one:
 * then there would be no rest to compare with.
 */
function wholePools(
  version: string,
  share: number,
  pools: readonly { readonly pool: string; readonly places: readonly number[] }[],
  before: readonly string[],
): readonly string[] {
  const placed = pools.map(({ pool, places }) => ({ pool, places, at: place(version, `pool ${pool}`) }));
  const ordered = placed.sort((one, other) => one.places.length - other.places.length || one.at - other.at);
  const total = pools.reduce((sum, { places }) => sum + places.length, 0);
  const chosen = new Set(before);
  let reached = 0;
  for (const [index, { pool, places }] of ordered.entries()) {
    reached += places.length;
    const isFirstOfSeveral = index === 0 && ordered.length > 1;
    if (isFirstOfSeveral || reached <= share * total) chosen.add(pool);
  }
  return [...chosen].sort();
}

/** Where a name stands for a version, above 0 and below 1: evenly spread, and always the same. */
function place(version: string, name: string): number {
  const digest = createHash('sha256').update(`${version}\n${name}`).digest();
  return (digest.readUIntBE(0, 6) + 0.5) / PLACES;
}
