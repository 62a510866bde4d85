import { PROVIDERS, type HeartbeatRequest, type ProviderRates } from '@app/contracts';
import { TAXONOMY } from '@app/smtp-policy';
import type { Random } from '../random.js';
import type { WorkerIdentity } from '../roster.js';
import { probedTotals } from './simulated-worker.js';
import type { ProviderTotals, StageCount, WorkerPolicy, WorkerState, WorkerTotals } from './worker-state.js';

/** What a worker says of its own settings; the simulated ones have those of a provisioned worker. */
const TAGS = ['laravel_heartbeat:true', 'laravel_heartbeat_every_n:10', 'policy_sync:true'];

/**
 * The body of a beat as a worker writes it: its order of keys, zero numbers and empty maps left out, objects kept even
 * when empty, providers with traffic alone and in an order that changes (worker behaviour, section 3.1).
 * @param tags what the worker says of its settings
 */
export function heartbeatBody(
  identity: WorkerIdentity,
  state: WorkerState,
  random: Random,
  tags: readonly string[] = TAGS,
): HeartbeatRequest {
  const { totals } = state;
  const probed = probedTotals(totals);
  const providers = providerMetrics(totals, random);
  // other tags are of rows that were decided; they count among all tags only
  const unknownTags = Object.entries(totals.tags).filter(([tag]) => TAXONOMY.includes(tag));
  return {
    worker_id: identity.workerId,
    host: identity.host,
    ip_address: identity.ipAddress,
    ...(identity.pool === '' ? {} : { pool: identity.pool }),
    tags,
    status: state.desired,
    stage_metrics: { screening: stageTotals(totals.screening), smtp_probe: stageTotals(totals.probe) },
    smtp_metrics: withoutZeros({
      tempfail_rate: rate(probed.tempfailed, probed.processed),
      reject_rate: rate(probed.rejected, probed.processed),
      catch_all_rate: rate(probed.catchAll, probed.processed),
      unknown_rate: rate(probed.unknown, probed.processed),
    }),
    ...(providers.length === 0 ? {} : { provider_metrics: providers }),
    routing_metrics: withoutZeros({
      retry_claims_total: totals.retryClaims,
      retry_anti_affinity_success_total: totals.retryAntiAffinitySuccesses,
      same_worker_avoid_total: totals.sameWorkerAvoided,
      same_pool_avoid_total: totals.samePoolAvoided,
      provider_affinity_hit_total: totals.affinityHits,
      fallback_claim_total: totals.fallbackClaims,
    }),
    session_metrics: withoutZeros({
      session_retry_new_conn_total: totals.retryClaims,
      throttle_applied_total: probed.tempfailed,
    }),
    attempt_route_metrics: withoutZeros({
      attempts_total: probed.processed,
      retry_attempts_total: totals.retryClaims,
    }),
    ...withoutZeros({ retry_anti_affinity_hits: totals.retryAntiAffinitySuccesses }),
    ...(unknownTags.length === 0 ? {} : { unknown_reason_tags: sorted(unknownTags) }),
    session_strategy_id: sessionStrategy(state.policy),
    ...(Object.keys(totals.tags).length === 0 ? {} : { reason_tag_counters: sorted(Object.entries(totals.tags)) }),
  };
}

function sessionStrategy({ engineEnabled, adaptiveRetryEnabled, activeVersion }: WorkerPolicy): string {
  const kind = engineEnabled || adaptiveRetryEnabled ? 'provider_policy' : 'standard';
  return `${kind}:${activeVersion || 'unversioned'}`;
}

function providerMetrics(totals: WorkerTotals, random: Random): readonly ProviderRates[] {
  const reporting = PROVIDERS.flatMap((provider) => {
    const part = totals.providers[provider];
    return part && part.processed > 0 ? [{ provider, ...ratesOf(part) }] : [];
  });
  return reporting
    .map((entry) => ({ entry, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry);
}

function ratesOf({ processed, tempfailed, rejected, unknown }: ProviderTotals) {
  return withoutZeros({
    tempfail_rate: rate(tempfailed, processed),
    reject_rate: rate(rejected, processed),
    unknown_rate: rate(unknown, processed),
  });
}

function stageTotals({ processed, errors }: StageCount) {
  return withoutZeros({ processed, errors });
}

function rate(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function withoutZeros<Key extends string>(numbers: Readonly<Record<Key, number>>): Partial<Record<Key, number>> {
  const kept = Object.entries<number>(numbers).filter(([, value]) => value !== 0);
  return Object.fromEntries(kept) as Partial<Record<Key, number>>; // the keys are those of the argument
}

/** As a worker writes its maps: by key. */
function sorted(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
