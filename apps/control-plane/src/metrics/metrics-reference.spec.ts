import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CATALOGUE } from './metric-catalogue.js';
import { metricsPage } from './metrics-reference.js';

const file = path.resolve(import.meta.dirname, '../../../../docs/metrics.md');

/** Contract, section 10, without what belongs to the client of the Laravel application. */
const FORMER_NAMES = [
  'workers_active',
  'pools_known',
  'desired_workers_total',
  'error_rate_total_per_min',
  'error_rate_avg_per_min',
  'pool_online_workers',
  'pool_desired_workers',
  'pool_health_score',
  'worker_error_rate_per_min',
  'worker_smtp_tempfail_rate',
  'worker_smtp_reject_rate',
  'worker_smtp_unknown_rate',
  'incidents_active',
  'probe_unknown_rate_avg',
  'probe_tempfail_rate_avg',
  'probe_reject_rate_avg',
  'routing_retry_claims_total',
  'routing_retry_anti_affinity_success_total',
  'routing_same_worker_avoid_total',
  'routing_same_pool_avoid_total',
  'routing_provider_affinity_hit_total',
  'routing_fallback_claim_total',
  'routing_anti_affinity_success_rate',
  'routing_provider_affinity_hit_rate',
  'routing_retry_fallback_rate',
  'routing_top_pool_share',
  'provider_tempfail_rate',
  'provider_reject_rate',
  'provider_unknown_rate',
  'provider_policy_blocked_rate',
  'provider_avg_retry_after_seconds',
  'provider_workers',
].map((name) => `go_control_plane_${name}`);

describe('the metrics reference', () => {
  it('is up to date (else: build, then run dist/apps/control-plane/src/metrics/write-metrics-reference.js)', () => {
    expect(readFileSync(file, 'utf8')).toBe(metricsPage());
  });

  it('has every name of the former service, each once', () => {
    const names = CATALOGUE.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('go_')).sort()).toEqual([...FORMER_NAMES].sort());
    expect(new Set(names).size).toBe(names.length);
  });
});
