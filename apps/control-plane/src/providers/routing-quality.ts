import type { PoolRow } from '@app/contracts';
import type { WorkerFacts } from '../workers/worker-row.js';

const COUNTERS = [
  'retry_claims_total',
  'retry_anti_affinity_success_total',
  'same_worker_avoid_total',
  'same_pool_avoid_total',
  'provider_affinity_hit_total',
  'fallback_claim_total',
] as const;

type RoutingCounters = Record<(typeof COUNTERS)[number], number>;

/** How well chunks find their workers: sums over live workers since each one's start, and shares of them. */
export interface RoutingQuality extends Readonly<RoutingCounters> {
  /** Shares 0..1; null when there is nothing to divide by. */
  readonly anti_affinity_success_rate: number | null;
  readonly provider_affinity_hit_rate: number | null;
  readonly retry_fallback_rate: number | null;
  readonly top_pool_share: number | null;
}

/** Contract, section 7.2; a share without a denominator is unknown rather than 0. */
export function routingQuality(workers: Iterable<WorkerFacts>, pools: readonly PoolRow[]): RoutingQuality {
  const totals = Object.fromEntries(COUNTERS.map((name) => [name, 0])) as RoutingCounters;
  for (const { record, presence } of workers) {
    if (presence !== 'live') continue;
    for (const name of COUNTERS) totals[name] += record.report.routing_metrics?.[name] ?? 0;
  }
  const claims = totals.provider_affinity_hit_total + totals.fallback_claim_total;
  const desired = pools.map((pool) => pool.desired);
  const desiredTotal = desired.reduce((sum, count) => sum + count, 0);
  return {
    ...totals,
    anti_affinity_success_rate: share(totals.retry_anti_affinity_success_total, totals.retry_claims_total),
    provider_affinity_hit_rate: share(totals.provider_affinity_hit_total, claims),
    retry_fallback_rate: share(totals.fallback_claim_total, claims),
    top_pool_share: share(Math.max(0, ...desired), desiredTotal),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
