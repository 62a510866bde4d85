import type { PoolRow } from '@app/contracts';
import { type GaugeSpec, single } from './gauge-spec.js';
import type { ScrapeFacts } from './scrape-facts.js';

/** Workers name their pools: whatever goes wrong there, a scrape stays bounded. */
const POOLS = 500;

/** The pools that get series: those somebody wants workers in, then the largest. */
export function shownPools(pools: readonly PoolRow[]): readonly PoolRow[] {
  if (pools.length <= POOLS) return pools;
  return [...pools].sort((a, b) => b.desired - a.desired || b.online - a.online).slice(0, POOLS);
}

/** Runtime pools (contract, section 10). */
export const POOL_GAUGES: readonly GaugeSpec[] = [
  ofPool('go_control_plane_pool_online_workers', 'Live workers of the pool', ({ online }) => online),
  ofPool('go_control_plane_pool_desired_workers', 'How many workers the pool shall have', ({ desired }) => desired),
  ofPool(
    'go_control_plane_pool_health_score',
    "Mean of the workers' own hints above 0; absent when none sent one",
    ({ health_score: score }) => score ?? null,
  ),
  single('engine_room_pools_without_series', 'Pools beyond the 500 that have series', ({ overview: { pools } }) =>
    Math.max(0, pools.length - POOLS),
  ),
];

function ofPool(name: string, help: string, value: (pool: PoolRow) => number | null): GaugeSpec {
  const samples = ({ overview }: ScrapeFacts) =>
    shownPools(overview.pools).map((pool) => ({ labels: { pool: pool.pool }, value: value(pool) }));
  return { name, help, labels: ['pool'], samples };
}
