import type { Decision } from './fleet.js';
import type { Provider } from './worker-words.js';

/*
 * SMTP policy versions and their rollout. The payload is Laravel's; the rollout is the control plane's. Fields of the
 * former service keep their names; instants are RFC 3339, UTC.
 */

/** Item of `GET /api/policies/versions` (contract, section 1.8), and what is new after `updated_by`. */
export interface PolicyVersion {
  readonly version: string;
  readonly status: 'draft' | 'active' | 'inactive';
  readonly active: boolean;
  readonly canary_percent: number;
  readonly validation_status?: 'pending' | 'valid' | 'invalid';
  readonly validation_error?: string;
  readonly payload_checksum?: string;
  readonly payload_validated_at?: string;
  readonly updated_at?: string;
  readonly promoted_at?: string;
  /** When it was taken back; it is never returned to by a rollback after that. */
  readonly rolled_back_at?: string;
  readonly updated_by?: string;
  /** What everybody outside a canary runs. */
  readonly stable: boolean;
  /** Whether its payload is kept here, so that a rollback to it needs no Laravel. */
  readonly payload_kept: boolean;
  /** What the last check found. */
  readonly findings: readonly PolicyFinding[];
}

/** Something that is to be said of a payload. */
export interface PolicyFinding {
  /**
   * `invalid`: today's validators refuse it; `unreadable`: they let it pass and a worker refuses it; `without_effect`:
   * a worker ignores it.
   */
  readonly kind: 'invalid' | 'unreadable' | 'without_effect';
  readonly path: string;
  readonly message: string;
}

export type RolloutAction = 'validate' | 'promote' | 'step' | 'rollback';

/** Item of `GET /api/policies/rollouts`, newest first. */
export interface RolloutEntry {
  readonly action: RolloutAction;
  readonly version: string;
  /** What was left by it; null: none. */
  readonly from_version: string | null;
  readonly canary_percent: number;
  readonly triggered_by: string;
  /** Who was signed in; differs from `triggered_by` where a caller named somebody else. */
  readonly actor: string;
  readonly source: 'operator' | 'automation';
  readonly notes: string;
  readonly validation_status: 'pending' | 'valid' | 'invalid';
  readonly payload_checksum: string | null;
  readonly created_at: string;
  readonly request_id: string | null;
  readonly revision: number;
}

/** The rollout that is under way or was ended last: `data` of `GET /api/policies/rollout`. */
export interface RolloutView {
  readonly state: 'none' | 'stable' | 'canary';
  /** The version being rolled out, or the one that everybody runs. */
  readonly active_version: string | null;
  readonly stable_version: string | null;
  readonly canary_percent: number;
  readonly decision: Decision | null;
  readonly revision: number;
  /** Where a rollback would go now; null: nowhere, and why. */
  readonly rollback_to: string | null;
  readonly rollback_why: string;
  readonly next_percent: number | null;
  readonly autopilot: AutopilotView;
}

/** A worker and its policy, item of `GET /api/policies/cohort`. */
export interface CohortMember {
  readonly worker_id: string;
  readonly pool: string;
  readonly presence: 'live' | 'late' | 'silent';
  readonly in_cohort: boolean;
  /** By what its poll is told apart: its own id, or the pool, as it names no id. */
  readonly keyed_by: 'worker' | 'pool';
  readonly told_version: string | null;
  /** What it says that it runs; null: no version. */
  readonly reported_version: string | null;
  readonly state: 'as_told' | 'not_yet' | 'unknown';
}

export interface CohortView {
  readonly version: string | null;
  readonly stable_version: string | null;
  readonly percent: number;
  readonly members: readonly CohortMember[];
  readonly pools: readonly {
    readonly pool: string;
    readonly workers: number;
    readonly in_cohort: number;
    readonly running_candidate: number;
  }[];
  readonly workers: number;
  readonly in_cohort: number;
  readonly running_candidate: number;
}

/** What is compared between the cohort and the rest. Rates 0..1 of probed addresses. */
/** Shares at which a rollout rests, in percent (contract, section 8.5; the first is ours). */
export const ROLLOUT_STEPS = [1, 5, 25, 50, 100] as const;

export const CANARY_MEASURES = ['unknown_rate', 'tempfail_rate', 'policy_blocked_rate'] as const;
export type CanaryMeasure = (typeof CANARY_MEASURES)[number];

/** `pass`: surely not worse than allowed; `fail`: surely worse; `hold`: not enough is known to tell. */
export type VerdictWord = 'pass' | 'fail' | 'hold';

/** One measure of the cohort against the concurrent rest. */
export interface MeasureVerdict {
  readonly measure: CanaryMeasure;
  readonly verdict: VerdictWord;
  readonly cohort: number | null;
  readonly rest: number | null;
  /** Cohort minus rest, and the interval it lies in; null: not enough is known. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What is allowed. */
  readonly threshold: number;
  readonly because: string;
}

/** One provider, or all of them together. */
export interface ProviderVerdict {
  readonly provider: Provider | 'all';
  readonly verdict: VerdictWord;
  readonly measures: readonly MeasureVerdict[];
  readonly cohort_sample: number;
  readonly rest_sample: number;
  readonly cohort_workers: number;
  readonly rest_workers: number;
}

/** A point of the small multiples: one slice of the step that is under way. */
export interface CanaryPoint {
  readonly at: string;
  readonly provider: Provider | 'all';
  readonly cohort_sample: number;
  readonly rest_sample: number;
  readonly cohort: Readonly<Record<CanaryMeasure, number | null>>;
  readonly rest: Readonly<Record<CanaryMeasure, number | null>>;
}

/** `data` of `GET /api/policies/canary`. */
export interface CanaryView {
  readonly version: string | null;
  readonly stable_version: string | null;
  readonly percent: number;
  /** Since when this step's figures are gathered; null outside a canary. */
  readonly since: string | null;
  readonly minimum_sample: number;
  readonly minimum_workers: number;
  /** Of the intervals, such as 0.999. */
  readonly confidence: number;
  readonly overall: ProviderVerdict | null;
  readonly providers: readonly ProviderVerdict[];
  readonly points: readonly CanaryPoint[];
  /** One sentence for people. */
  readonly summary: string;
}

/** What the autopilot did, or would have done in a dry run. */
export interface AutopilotEvent {
  readonly at: string;
  readonly action: 'start' | 'healthy_window' | 'hold' | 'mitigate' | 'step' | 'rollback' | 'freeze' | 'finish';
  readonly is_dry_run: boolean;
  readonly version: string;
  readonly percent: number;
  readonly provider: Provider | null;
  /** The reason with the figures it was decided by. */
  readonly because: string;
}

export interface AutopilotView {
  readonly enabled: boolean;
  readonly dry_run: boolean;
  /** `off`: switched off; `idle`: nothing to do; `frozen`: a manual mode is set; `watching`. */
  readonly state: 'off' | 'idle' | 'frozen' | 'watching';
  readonly healthy_windows: number;
  readonly required_windows: number;
  readonly window_seconds: number;
  readonly next_evaluation_at: string | null;
  readonly because: string;
  /** Newest first, at most 50. */
  readonly events: readonly AutopilotEvent[];
}

/** A cell of the transition matrix of a shadow run. A class of null: the attempt ended without a reply. */
export interface ShadowTransition {
  readonly provider: Provider;
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
  /** Ids of traces, at most 5. */
  readonly examples: readonly number[];
}

export interface ShadowCoverage {
  readonly exact: number;
  readonly inferred: number;
  readonly indeterminate: number;
  readonly truncated: number;
  readonly unaffected: number;
}

/** One provider of a shadow run (contract, section 1.8), and what is new. Shares 0..1 of replayed traces. */
export interface ShadowResult {
  readonly provider: Provider;
  readonly unknown_rate: number | null;
  readonly tempfail_recovery_pct: number | null;
  readonly policy_blocked_rate: number | null;
  readonly recommendation: 'stable' | 'set_cautious' | 'rollback_candidate';
  /** The same under the active policy, replayed over the same traces. */
  readonly active: {
    readonly unknown_rate: number | null;
    readonly tempfail_recovery_pct: number | null;
    readonly policy_blocked_rate: number | null;
  };
  /** Where a rate can lie, as some traces stay undecided: at least, at most. */
  readonly ranges: Readonly<Record<'unknown' | 'policy_blocked' | 'retryable', readonly [number, number]>> | null;
  readonly traces: number;
  readonly reclassified: number;
  readonly coverage: ShadowCoverage;
  readonly why: Readonly<Record<string, string>>;
}

export type ShadowRunState = 'running' | 'done' | 'cancelled' | 'failed';

/** Item of `GET /api/policies/shadow/runs` (contract, section 1.8), and what is new after `summary`. */
export interface ShadowRun {
  readonly run_uuid: string;
  readonly candidate_version: string;
  readonly active_version: string;
  readonly triggered_by: string;
  readonly notes?: string;
  readonly evaluated_at: string;
  readonly providers: readonly string[];
  readonly results: readonly ShadowResult[];
  readonly summary: {
    readonly provider_count: number;
    readonly unknown_rate_avg: number;
    readonly tempfail_recovery_pct_avg: number;
    readonly policy_blocked_rate_avg: number;
    readonly highest_risk_recommendation: string;
    readonly reclassified: number;
    readonly reclassified_share: number | null;
    readonly coverage: ShadowCoverage;
  };
  readonly state: ShadowRunState;
  /** Providers that the run was limited to; empty: none was left out. */
  readonly limited_to: readonly string[];
  readonly candidate_checksum: string;
  readonly active_checksum: string | null;
  /** Both payloads say the same to a worker. */
  readonly is_identical: boolean;
  readonly traces: number;
  readonly transitions: readonly ShadowTransition[];
  /** Between what instants the traces were observed. */
  readonly observed_from: string | null;
  readonly observed_to: string | null;
  readonly duration_ms: number;
  readonly problem: string | null;
}

/** A run that is under way: `data` of `GET /api/policies/shadow/progress`, or null. */
export interface ShadowProgress {
  readonly run_uuid: string;
  readonly candidate_version: string;
  readonly stage: 'payloads' | 'traces' | 'replay' | 'saving';
  readonly traces_read: number;
  readonly traces_wanted: number;
  readonly traces_replayed: number;
  readonly started_at: string;
}

/** `data` of `GET /api/policies/shadow/compare` (contract, section 8.6). */
export interface ShadowComparison {
  readonly candidate_version: string;
  readonly active_version: string;
  readonly evaluated_at: string;
  readonly eligible: boolean;
  readonly gate_mode: 'enforce' | 'warn_only';
  readonly thresholds: {
    readonly unknown_regression_threshold: number;
    readonly tempfail_recovery_drop_threshold: number;
    readonly policy_block_spike_threshold: number;
  };
  readonly violations: readonly string[];
  /** Each violation in a sentence, in the same order. */
  readonly explanations: readonly string[];
  readonly providers: readonly {
    readonly provider: string;
    readonly unknown_rate_shadow: number | null;
    readonly unknown_rate_live: number | null;
    readonly unknown_delta: number | null;
    readonly tempfail_recovery_shadow: number | null;
    readonly tempfail_recovery_live: number | null;
    readonly tempfail_recovery_delta: number | null;
    readonly policy_blocked_shadow: number | null;
    readonly policy_blocked_live: number | null;
    readonly policy_blocked_delta: number | null;
    readonly recommendation: string;
  }[];
  readonly run_uuid: string | null;
}

/** `data` of `GET /api/policies/versions/{version}/payload`. */
export interface PolicyPayloadView {
  readonly version: string;
  readonly checksum: string;
  readonly source: 'laravel' | 'kept';
  readonly fetched_at: string;
  /** As Laravel sent it, indented. */
  readonly payload: string;
  /** As a worker keeps it: defaults filled in; null: a worker refuses it. */
  readonly normalised: string | null;
  readonly findings: readonly PolicyFinding[];
}

/** `data` of `GET /api/policies/versions/{version}/diff?against=`. */
export interface PolicyDiff {
  readonly version: string;
  readonly against: string;
  readonly identical: boolean;
  /** Where a worker behaves differently: of the normalised payloads. */
  readonly changes: readonly {
    readonly path: string;
    readonly kind: 'added' | 'removed' | 'changed';
    readonly before: unknown;
    readonly after: unknown;
  }[];
  /** Both normalised payloads, indented, keys in the same order. */
  readonly before: string;
  readonly after: string;
}
