import type { PoolRow, RegisteredPool } from '@app/contracts';

/** A pool as it is registered, as it runs, or both; at least one of the two. */
export interface PoolPair {
  /** The runtime name, which is the slug of the record. */
  readonly slug: string;
  /** Null when workers name a pool that nobody registered. */
  readonly record: RegisteredPool | null;
  /** Null when no worker names it and nobody scaled it. */
  readonly runtime: PoolRow | null;
}

/**
 * Records beside what their names do at run time, then the pools that only run. Names are compared in lower case
 * (contract, section 9.9). `live` is what the stream says; while it says nothing, the record's own copy counts.
 */
export function pairPools(
  records: readonly RegisteredPool[],
  live: readonly PoolRow[] | undefined,
): readonly PoolPair[] {
  const running = new Map(live?.map((row) => [row.pool.toLowerCase(), row]));
  const pairs = records.map((record) => {
    const runtime = live ? (running.get(record.slug.toLowerCase()) ?? null) : record.runtime;
    running.delete(record.slug.toLowerCase());
    return { slug: record.slug, record, runtime };
  });
  const others = [...running.values()].map((runtime) => ({ slug: runtime.pool, record: null, runtime }));
  return [...pairs, ...others];
}
