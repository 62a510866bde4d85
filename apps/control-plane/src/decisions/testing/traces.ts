import type { LaravelTrace, LaravelTraceAttempt } from '@app/contracts';

/** An attempt that a server put off. */
export function attempt(overrides: Partial<LaravelTraceAttempt> = {}): LaravelTraceAttempt {
  return {
    attempt_number: 1,
    mx_host: 'mx1.mail.example.net',
    attempt_route: 'mx:mx1.mail.example.net',
    decision_class: 'retryable',
    reason_code: 'smtp_tempfail',
    reason_tag: 'unknown_transient',
    retry_strategy: 'greylist',
    smtp_code: 451,
    enhanced_code: '4.7.1',
    provider_profile: 'generic',
    confidence_hint: 'medium',
    evidence_strength: 'medium',
    worker_id: '17',
    pool: 'edge-eu',
    provider: 'generic',
    ...overrides,
  };
}

/** A trace as a real installation has it: what was decided stands unfolded in the chain alone. */
export function trace(id: number, overrides: Partial<LaravelTrace> = {}): LaravelTrace {
  const chain = overrides.attempt_chain ?? [attempt()];
  return {
    id,
    verification_job_id: '0195562e-93c1-7c0e-8a55-000000000001',
    verification_job_chunk_id: `chunk ${id}`,
    email_hash: id.toString(16).padStart(64, '0'),
    provider: 'generic',
    policy_version: null,
    matched_rule_id: null,
    decision_class: 'unknown',
    smtp_code: null,
    enhanced_code: null,
    retry_strategy: null,
    reason_tag: 'provider_tempfail_unresolved',
    confidence_hint: 'medium',
    session_strategy_id: null,
    attempt_route: {
      route: null,
      mx_host: null,
      attempt_number: chain.length === 0 ? null : 1,
      worker_id: '17',
      pool: 'edge-eu',
      preferred_pool: 'edge-eu',
      provider: 'generic',
      routing_provider: 'generic',
    },
    observed_at: '2026-11-23T18:56:38.000000Z',
    created_at: '2026-11-23T18:56:38.000000Z',
    ...overrides,
    attempt_chain: chain,
  };
}
