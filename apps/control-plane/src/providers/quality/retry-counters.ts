import type { RetryCounters } from '@app/contracts';
import type { WorkerReport } from '../../workers/worker-report.js';
import type { WorkerFacts } from '../../workers/worker-row.js';

/** Where a beat keeps them. */
const SECTIONS = {
  attempts_total: 'attempt_route_metrics',
  retry_attempts_total: 'attempt_route_metrics',
  mx_fallback_attempts_total: 'attempt_route_metrics',
  retry_claims_total: 'routing_metrics',
  session_retry_same_conn_total: 'session_metrics',
  session_retry_new_conn_total: 'session_metrics',
  throttle_applied_total: 'session_metrics',
} as const satisfies Record<keyof RetryCounters, keyof WorkerReport>;

/** Sums over the live workers that send the counters' section; within it, a counter that is left out is zero. */
export function retryCounters(workers: Iterable<WorkerFacts>): RetryCounters {
  const totals: { -readonly [Name in keyof RetryCounters]: RetryCounters[Name] } = {
    attempts_total: null,
    retry_attempts_total: null,
    mx_fallback_attempts_total: null,
    retry_claims_total: null,
    session_retry_same_conn_total: null,
    session_retry_new_conn_total: null,
    throttle_applied_total: null,
  };
  for (const { record, presence } of workers) {
    if (presence !== 'live') continue;
    for (const name of Object.keys(totals) as (keyof RetryCounters)[]) {
      const section = record.report[SECTIONS[name]];
      if (section !== undefined) totals[name] = (totals[name] ?? 0) + (section[name] ?? 0);
    }
  }
  return totals;
}
