import type { LaravelTrace, LaravelTraceAttempt, ProviderRow } from '@app/contracts';
import { testConfig } from '../../config/testing/test-config.js';
import { NO_WORK, type WorkSums } from '../measure/work-ledger.js';
import type { ProviderRowSources } from '../provider-rows.js';

export function work(overrides: Partial<WorkSums> = {}): WorkSums {
  return { ...NO_WORK, ...overrides };
}

/** Nothing measured and nothing decided, with the default thresholds. */
export function rowSources(overrides: Partial<ProviderRowSources> = {}): ProviderRowSources {
  return {
    thresholds: testConfig().providerThresholds,
    windowMs: 600_000,
    sums: () => NO_WORK,
    mode: () => ({ mode: 'normal', source: 'default' }),
    ...overrides,
  };
}

/** A healthy provider that was measured within the window. */
export function providerRow(overrides: Partial<ProviderRow> = {}): ProviderRow {
  return {
    provider: 'gmail',
    status: 'healthy',
    mode: 'normal',
    mode_source: 'default',
    tempfail_rate: 0.1,
    reject_rate: 0.1,
    unknown_rate: 0.1,
    policy_blocked_rate: null,
    avg_retry_after: null,
    workers: 4,
    basis: 'window',
    window_seconds: 600,
    sample: 1_000,
    weighted_by: 'volume',
    why: {},
    ...overrides,
  };
}

export function attempt(overrides: Partial<LaravelTraceAttempt> = {}): LaravelTraceAttempt {
  return {
    attempt_number: 1,
    mx_host: 'mx1.sample.test',
    attempt_route: 'mx:mx1.sample.test',
    decision_class: 'retryable',
    reason_code: 'smtp_tempfail',
    reason_tag: null,
    retry_strategy: 'tempfail',
    smtp_code: 451,
    enhanced_code: null,
    provider_profile: 'gmail',
    confidence_hint: 'medium',
    evidence_strength: 'medium',
    worker_id: 'w1',
    pool: null,
    provider: 'gmail',
    ...overrides,
  };
}

/** A trace of these attempts, numbered from 1; `decidedBy` is the number of the one the result comes from. */
export function trace(
  attempts: readonly Partial<LaravelTraceAttempt>[],
  decidedBy: number,
  overrides: Partial<LaravelTrace> = {},
): LaravelTrace {
  return {
    id: 1,
    verification_job_id: null,
    verification_job_chunk_id: null,
    email_hash: 'a'.repeat(64),
    provider: 'gmail',
    policy_version: null,
    matched_rule_id: null,
    decision_class: 'unknown',
    smtp_code: null,
    enhanced_code: null,
    retry_strategy: null,
    reason_tag: null,
    confidence_hint: 'medium',
    session_strategy_id: null,
    attempt_route: {
      route: null,
      mx_host: null,
      attempt_number: decidedBy,
      worker_id: null,
      pool: null,
      preferred_pool: null,
      provider: null,
      routing_provider: null,
    },
    attempt_chain: attempts.map((given, index) => attempt({ attempt_number: index + 1, ...given })),
    observed_at: '2026-11-23T18:57:36.000000Z',
    created_at: null,
    ...overrides,
  };
}
