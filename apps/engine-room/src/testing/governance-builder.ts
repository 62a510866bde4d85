import type {
  AutopilotEvent,
  AutopilotView,
  CanaryPoint,
  CanaryView,
  CohortMember,
  CohortView,
  MeasureVerdict,
  ModeLayer,
  PolicyDiff,
  PolicyPayloadView,
  PolicyVersion,
  ProviderModeView,
  ProviderVerdict,
  RolloutEntry,
  RolloutView,
  ShadowComparison,
  ShadowResult,
  ShadowRun,
  ShadowTransition,
} from '@app/contracts';
import { AT, decision } from './fleet-builder';
import { json, type Answer, type Sent } from './open-app';
import { problem } from './registry-builder';

export const layer = (over: Partial<ModeLayer> = {}): ModeLayer => ({
  source: 'manual',
  mode: 'cautious',
  counts: true,
  decision: decision(),
  ...over,
});

/** A provider that nobody decided about. */
export const modeView = (over: Partial<ProviderModeView> = {}): ProviderModeView => ({
  provider: 'gmail',
  mode: 'normal',
  source: 'default',
  layers: [],
  pools: [{ pool: 'default', mode: 'normal', source: 'default', profile: null }],
  explanation: 'Normal, because nobody decided otherwise.',
  revision: 0,
  ...over,
});

/** A version that was found valid and never rolled out. */
export const version = (over: Partial<PolicyVersion> = {}): PolicyVersion => ({
  version: 'v5',
  status: 'draft',
  active: false,
  canary_percent: 0,
  validation_status: 'valid',
  payload_checksum: 'c0ffee0000000000000000000000000000000000000000000000000000000005',
  payload_validated_at: AT,
  updated_at: AT,
  updated_by: 'ana',
  stable: false,
  payload_kept: true,
  findings: [],
  ...over,
});

export const stableVersion = (): PolicyVersion =>
  version({ version: 'v4', status: 'active', active: true, stable: true, canary_percent: 100, promoted_at: AT });

export const autopilot = (over: Partial<AutopilotView> = {}): AutopilotView => ({
  enabled: true,
  dry_run: false,
  state: 'watching',
  healthy_windows: 1,
  required_windows: 3,
  window_seconds: 300,
  next_evaluation_at: '2026-03-01T03:04:00Z',
  because: 'Watches v5 at 25 %.',
  events: [],
  ...over,
});

/** v5 on a quarter of the fleet, v4 on the rest. */
export const rollout = (over: Partial<RolloutView> = {}): RolloutView => ({
  state: 'canary',
  active_version: 'v5',
  stable_version: 'v4',
  canary_percent: 25,
  decision: decision({ reason: 'new gmail rules' }),
  revision: 7,
  rollback_to: 'v4',
  rollback_why: 'It is what everybody outside the canary runs.',
  next_percent: 50,
  autopilot: autopilot(),
  ...over,
});

export const rolloutEntry = (over: Partial<RolloutEntry> = {}): RolloutEntry => ({
  action: 'promote',
  version: 'v5',
  from_version: 'v4',
  canary_percent: 25,
  triggered_by: 'ana',
  actor: 'ana',
  source: 'operator',
  notes: 'new gmail rules',
  validation_status: 'valid',
  payload_checksum: 'c0ffee0000000000000000000000000000000000000000000000000000000005',
  created_at: AT,
  request_id: 'req-1',
  revision: 7,
  ...over,
});

export const autopilotEvent = (over: Partial<AutopilotEvent> = {}): AutopilotEvent => ({
  at: AT,
  action: 'healthy_window',
  is_dry_run: false,
  version: 'v5',
  percent: 25,
  provider: null,
  because: 'unknown +0.1 points, at most +1.2 allowed +5.0',
  ...over,
});

export const member = (over: Partial<CohortMember> = {}): CohortMember => ({
  worker_id: 'w-1',
  pool: 'default',
  presence: 'live',
  in_cohort: true,
  keyed_by: 'worker',
  told_version: 'v5',
  reported_version: 'v5',
  state: 'as_told',
  ...over,
});

export const cohort = (over: Partial<CohortView> = {}): CohortView => ({
  version: 'v5',
  stable_version: 'v4',
  percent: 25,
  members: [member(), member({ worker_id: 'w-2', in_cohort: false, told_version: 'v4', reported_version: 'v4' })],
  pools: [{ pool: 'default', workers: 2, in_cohort: 1, running_candidate: 1 }],
  workers: 2,
  in_cohort: 1,
  running_candidate: 1,
  ...over,
});

export const measure = (over: Partial<MeasureVerdict> = {}): MeasureVerdict => ({
  measure: 'unknown_rate',
  verdict: 'pass',
  cohort: 0.11,
  rest: 0.1,
  difference: 0.01,
  low: -0.01,
  high: 0.03,
  threshold: 0.05,
  because: 'At most 3.0 points more unknown, 5.0 are allowed.',
  ...over,
});

export const verdict = (over: Partial<ProviderVerdict> = {}): ProviderVerdict => ({
  provider: 'all',
  verdict: 'pass',
  measures: [measure(), measure({ measure: 'tempfail_rate' }), measure({ measure: 'policy_blocked_rate' })],
  cohort_sample: 4_000,
  rest_sample: 12_000,
  cohort_workers: 3,
  rest_workers: 9,
  ...over,
});

export const point = (over: Partial<CanaryPoint> = {}): CanaryPoint => ({
  at: AT,
  provider: 'all',
  cohort_sample: 400,
  rest_sample: 1_200,
  cohort: { unknown_rate: 0.11, tempfail_rate: 0.05, policy_blocked_rate: null },
  rest: { unknown_rate: 0.1, tempfail_rate: 0.05, policy_blocked_rate: 0.01 },
  ...over,
});

export const canary = (over: Partial<CanaryView> = {}): CanaryView => ({
  version: 'v5',
  stable_version: 'v4',
  percent: 25,
  since: AT,
  minimum_sample: 500,
  minimum_workers: 2,
  confidence: 0.999,
  overall: verdict(),
  providers: [verdict({ provider: 'gmail' })],
  points: [point(), point({ at: '2026-03-01T03:01:00Z' })],
  summary: 'v5 does no worse than v4 so far.',
  ...over,
});

export const transition = (over: Partial<ShadowTransition> = {}): ShadowTransition => ({
  provider: 'gmail',
  from: 'retryable',
  to: 'undeliverable',
  count: 34,
  examples: [],
  ...over,
});

const coverage = { exact: 900, inferred: 60, indeterminate: 30, truncated: 0, unaffected: 10 };

export const shadowResult = (over: Partial<ShadowResult> = {}): ShadowResult => ({
  provider: 'gmail',
  unknown_rate: 0.12,
  tempfail_recovery_pct: null,
  policy_blocked_rate: 0.02,
  recommendation: 'stable',
  active: { unknown_rate: 0.1, tempfail_recovery_pct: null, policy_blocked_rate: 0.02 },
  ranges: { unknown: [0.11, 0.14], policy_blocked: [0.02, 0.02], retryable: [0.1, 0.1] },
  traces: 1_000,
  reclassified: 34,
  coverage,
  why: { tempfail_recovery_pct: 'no trace had a second attempt' },
  ...over,
});

export const shadowRun = (over: Partial<ShadowRun> = {}): ShadowRun => ({
  run_uuid: 'run-1',
  candidate_version: 'v5',
  active_version: 'v4',
  triggered_by: 'ana',
  evaluated_at: AT,
  providers: ['gmail'],
  results: [shadowResult()],
  summary: {
    provider_count: 1,
    unknown_rate_avg: 0.12,
    tempfail_recovery_pct_avg: 0,
    policy_blocked_rate_avg: 0.02,
    highest_risk_recommendation: 'stable',
    reclassified: 34,
    reclassified_share: 0.034,
    coverage,
  },
  state: 'done',
  limited_to: [],
  candidate_checksum: 'c0ffee',
  active_checksum: 'decaf',
  is_identical: false,
  traces: 1_000,
  transitions: [
    transition({ from: 'deliverable', to: 'deliverable', count: 966, examples: [1] }),
    transition({ examples: [123, 124] }),
  ],
  observed_from: '2026-02-28T03:00:00Z',
  observed_to: AT,
  duration_ms: 1_250,
  problem: null,
  ...over,
});

export const comparison = (over: Partial<ShadowComparison> = {}): ShadowComparison => ({
  candidate_version: 'v5',
  active_version: 'v4',
  evaluated_at: AT,
  eligible: true,
  gate_mode: 'enforce',
  thresholds: {
    unknown_regression_threshold: 0.05,
    tempfail_recovery_drop_threshold: 0.1,
    policy_block_spike_threshold: 0.1,
  },
  violations: [],
  explanations: [],
  providers: [
    {
      provider: 'gmail',
      unknown_rate_shadow: 0.12,
      unknown_rate_live: 0.1,
      unknown_delta: 0.02,
      tempfail_recovery_shadow: null,
      tempfail_recovery_live: null,
      tempfail_recovery_delta: null,
      policy_blocked_shadow: 0.02,
      policy_blocked_live: 0.02,
      policy_blocked_delta: 0,
      recommendation: 'stable',
    },
  ],
  run_uuid: 'run-1',
  ...over,
});

export const payloadView = (over: Partial<PolicyPayloadView> = {}): PolicyPayloadView => ({
  version: 'v5',
  checksum: 'c0ffee',
  source: 'laravel',
  fetched_at: AT,
  payload: '{\n  "version": "v5"\n}',
  normalised: '{\n  "schema_version": "v2",\n  "version": "v5"\n}',
  findings: [],
  ...over,
});

export const policyDiff = (over: Partial<PolicyDiff> = {}): PolicyDiff => ({
  version: 'v5',
  against: 'v4',
  identical: false,
  changes: [{ path: 'profiles.gmail.retry.default_seconds', kind: 'changed', before: 90, after: 120 }],
  before: '{\n  "default_seconds": 90\n}',
  after: '{\n  "default_seconds": 120\n}',
  ...over,
});

type Route = (sent: Sent) => Response | Promise<Response>;

const data = (body: unknown) => () => json({ data: body });

/**
 * A control plane with v5 on a canary and one shadow run of it. `routes` answers otherwise, by `METHOD path` without the
 * `/api` in front.
 */
export function governance(routes: Readonly<Record<string, Route>> = {}): Answer {
  const usual: Readonly<Record<string, Route>> = {
    'GET /providers/modes': data([modeView()]),
    'GET /providers/modes/semantics': data({}),
    'GET /providers/policies': data({
      policy_engine_enabled: true,
      adaptive_retry_enabled: true,
      auto_protect_enabled: false,
      reload_count: 0,
      modes: [],
      mode_semantics: {},
    }),
    'GET /policies/versions': data([version({ status: 'active', active: true, canary_percent: 25 }), stableVersion()]),
    'GET /policies/rollout': data(rollout()),
    'GET /policies/rollouts': data([rolloutEntry()]),
    'GET /policies/cohort': data(cohort()),
    'GET /policies/canary': data(canary()),
    'GET /policies/versions/v5/payload': data(payloadView()),
    'GET /policies/versions/v5/diff': data(policyDiff()),
    'GET /policies/shadow/progress': data(null),
    'GET /policies/shadow/runs': data([shadowRun()]),
    'GET /policies/shadow/runs/run-1': data(shadowRun()),
    'GET /policies/shadow/compare': data(comparison()),
  };
  return (sent) => {
    const name = `${sent.method} ${sent.path.replace('/api', '')}`;
    const route = routes[name] ?? usual[name];
    return route ? route(sent) : problem(404, 'not_found', `There is no ${name}.`);
  };
}

/** Answers with this under `data`. */
export const answering = data;
