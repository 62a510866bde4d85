import type { ShadowResult, ShadowRun } from '@app/contracts';

/** A provider at which the candidate does as the active policy does. */
export function shadowResultOf(overrides: Partial<ShadowResult> = {}): ShadowResult {
  const figures = { unknown_rate: 0.3, tempfail_recovery_pct: 40, policy_blocked_rate: 0.1 };
  return {
    provider: 'gmail',
    ...figures,
    recommendation: 'stable',
    active: figures,
    ranges: { unknown: [0.3, 0.4], policy_blocked: [0.1, 0.2], retryable: [0.1, 0.2] },
    traces: 100,
    reclassified: 0,
    coverage: { exact: 80, inferred: 10, indeterminate: 5, truncated: 0, unaffected: 5 },
    why: {},
    ...overrides,
  };
}

/** A run of `v2` against `v1` that found no difference. */
export function shadowRunOf(overrides: Partial<ShadowRun> = {}): ShadowRun {
  return {
    run_uuid: '7b8f3c1e-52a5-4a41-9d3c-0d2f5b1c9a77',
    candidate_version: 'v2',
    active_version: 'v1',
    triggered_by: 'alice',
    evaluated_at: '2026-11-23T18:00:00Z',
    providers: ['gmail'],
    results: [shadowResultOf()],
    summary: {
      provider_count: 1,
      unknown_rate_avg: 0.3,
      tempfail_recovery_pct_avg: 40,
      policy_blocked_rate_avg: 0.1,
      highest_risk_recommendation: 'stable',
      reclassified: 0,
      reclassified_share: 0,
      coverage: { exact: 80, inferred: 10, indeterminate: 5, truncated: 0, unaffected: 5 },
    },
    state: 'done',
    limited_to: [],
    candidate_checksum: 'c2',
    active_checksum: 'c1',
    is_identical: false,
    traces: 100,
    transitions: [],
    observed_from: null,
    observed_to: null,
    duration_ms: 1_000,
    problem: null,
    ...overrides,
  };
}
