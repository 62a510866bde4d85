import type { FleetOverview } from '@app/contracts';
import type { AppConfig } from '../config/app-config.js';
import { routingQuality } from '../providers/routing-quality.js';
import type { WorkerFacts } from '../workers/worker-row.js';

const FALLBACK_TAG = 'laravel_heartbeat:true';

/** The `stats` event of the former service (contract, section 9.2), for whoever listens to it. */
export function statsEvent(overview: FleetOverview, workers: readonly WorkerFacts[], config: AppConfig): object {
  const { totals, pools, providers, conditions } = overview;
  const live = workers.filter(({ presence }) => presence === 'live');
  const errors = totals.errors_per_minute;
  return {
    timestamp: totals.at,
    worker_count: totals.workers_live,
    pool_count: pools.length,
    desired_total: totals.desired_total,
    incident_count: conditions.length,
    laravel_fallback_workers: live.filter(({ record }) => record.report.tags?.includes(FALLBACK_TAG)).length,
    error_rate_total: errors,
    error_rate_average: errors === null || live.length === 0 ? null : errors / live.length,
    probe_unknown_rate: totals.unknown_rate,
    probe_tempfail_rate: totals.tempfail_rate,
    probe_reject_rate: totals.reject_rate,
    pools: pools.map(({ pool, online, desired, health_score }) => ({ pool, online, desired, health_score })),
    active_policy_version: '',
    provider_health: providers,
    routing_quality: routingQuality(workers, pools),
    alerts_enabled: config.toggles.alerts,
    auto_actions_enabled: config.toggles.autoActions,
    autoscale_enabled: config.toggles.autoscale,
  };
}
