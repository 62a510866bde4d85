import type { CohortMember, CohortView } from '@app/contracts';

/** How many workers of a pool a percentage reaches. */
export interface PoolReach {
  readonly pool: string;
  readonly workers: number;
  /** Workers are drawn by the hash of their names, so that a share which is no whole number is rounded either way. */
  readonly atLeast: number;
  readonly atMost: number;
  /** Its workers do not name themselves, so that the pool goes in as a whole or not at all. */
  readonly isWhole: boolean;
}

/** Whom `percent` reaches in each pool, by name. The control plane draws the cohort; this says it beforehand. */
export function reachOf(
  { pools, members }: Pick<CohortView, 'pools' | 'members'>,
  percent: number,
): readonly PoolReach[] {
  return pools.map(({ pool, workers }) => {
    const isWhole = percent < 100 && isKeyedByPool(members, pool);
    const share = (workers * percent) / 100;
    return { pool, workers, atLeast: Math.floor(share), atMost: Math.ceil(share), isWhole };
  });
}

const isKeyedByPool = (members: readonly CohortMember[], pool: string): boolean =>
  members.some((member) => member.pool === pool && member.keyed_by === 'pool');

/** In all: at least one, and everybody at a hundred. */
export function totalReach(reach: readonly PoolReach[], percent: number): number {
  const workers = reach.reduce((sum, pool) => sum + pool.workers, 0);
  return workers === 0 ? 0 : Math.max(1, Math.round((workers * percent) / 100));
}
