import { workerRow, type ConvergenceLimits, type WorkerFacts } from './worker-row.js';

/**
 * A worker as `GET /api/workers` lists it: the contract's object (section 1.4) and everything the table shows, but for
 * its age, which changes by itself. What the contract omits when empty is left out.
 */
export function workerItem(facts: WorkerFacts, limits: ConvergenceLimits, now: number): object {
  const { report } = facts.record;
  return {
    ...workerRow(facts, limits, now),
    version: report.version || undefined,
    tags: nonEmpty(report.tags),
    current_job_id: report.current_job_id || undefined,
    current_chunk_id: report.current_chunk_id || undefined,
    correlation_id: report.correlation_id || undefined,
    stage_metrics: report.stage_metrics ?? {},
    smtp_metrics: report.smtp_metrics ?? {},
    provider_metrics: nonEmpty(report.provider_metrics),
    routing_metrics: report.routing_metrics ?? {},
    session_metrics: report.session_metrics ?? {},
    attempt_route_metrics: report.attempt_route_metrics ?? {},
    retry_anti_affinity_hits: report.retry_anti_affinity_hits || undefined,
    unknown_reason_tags: nonEmptyMap(report.unknown_reason_tags),
    reason_tag_counters: nonEmptyMap(report.reason_tag_counters),
    pool_health_hint: report.pool_health_hint || undefined,
  };
}

function nonEmpty<Item>(list: readonly Item[] | undefined): readonly Item[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

function nonEmptyMap(map: Readonly<Record<string, number>> | undefined): Readonly<Record<string, number>> | undefined {
  return map === undefined || Object.keys(map).length === 0 ? undefined : map;
}
