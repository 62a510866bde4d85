import type { Decision } from './fleet.js';
import type { Provider } from './worker-words.js';

/*
 * How the mail providers behave and what workers are told about them. Shapes of the former service keep their fields;
 * figures that cannot be measured are null there, with the reason in `why`.
 */

/** What a worker may do with a provider, least restrictive first. */
export const PROVIDER_MODES = ['normal', 'cautious', 'degraded_probe', 'drain', 'quarantine'] as const;
export type ProviderMode = (typeof PROVIDER_MODES)[number];

/** Who set a mode; `default` is nobody. */
export const MODE_SOURCES = ['manual', 'autoprotect', 'autopilot', 'pool_profile', 'default'] as const;
export type ModeSource = (typeof MODE_SOURCES)[number];

/** A mode as a worker's poll is told it (contract, section 1.7). */
export interface ToldMode {
  readonly provider: Provider;
  readonly mode: ProviderMode;
  readonly source: ModeSource;
  /** Absent where nobody set it. */
  readonly updated_at?: string;
}

/** One of the wishes that a provider's mode is made from. */
export interface ModeLayer {
  readonly source: Exclude<ModeSource, 'default'>;
  readonly mode: ProviderMode;
  /** Whether this layer is the one that counts. */
  readonly counts: boolean;
  /** Null for pool profiles: those are Laravel's. */
  readonly decision: Decision | null;
}

/** A provider's mode for one pool. */
export interface PoolMode {
  readonly pool: string;
  readonly mode: ProviderMode;
  readonly source: ModeSource;
  /** The pool's profile in Laravel; null: the pool is not registered, or Laravel was never read. */
  readonly profile: string | null;
}

/** Item of `GET /api/providers/modes`: what counts, what lies below it, and why. */
export interface ProviderModeView {
  readonly provider: Provider;
  /** For a worker that names no pool. */
  readonly mode: ProviderMode;
  readonly source: ModeSource;
  readonly layers: readonly ModeLayer[];
  /** Every known pool, by name. */
  readonly pools: readonly PoolMode[];
  /** Why the mode is what it is, in a sentence. */
  readonly explanation: string;
  /** Of the provider's stored modes; 0: nobody ever set one. */
  readonly revision: number;
}

/** What `GET /api/providers/policies` tells workers. Everything after `mode_semantics` is new and may be ignored. */
export interface PolicyPoll {
  readonly policy_engine_enabled: boolean;
  readonly adaptive_retry_enabled: boolean;
  readonly auto_protect_enabled: boolean;
  /** Absent when false. */
  readonly autopilot_enabled?: boolean;
  /** The version this caller shall run; absent when none. */
  readonly active_version?: string;
  readonly last_reload_at?: string;
  readonly reload_count: number;
  readonly modes: readonly ToldMode[];
  readonly mode_semantics: Readonly<Record<string, object>>;
  /** During a canary: the version of everybody outside it. */
  readonly stable_version?: string;
  readonly canary?: { readonly version: string; readonly percent: number; readonly in_cohort: boolean };
}

/** What a rate is worth. */
export interface RateBasis {
  /** `window`: what happened within the last `window_seconds`; `cumulative`: since the workers started. */
  readonly basis: 'window' | 'cumulative' | 'none';
  readonly window_seconds: number;
  /** How many probes the rates are computed from; null: the workers' reports do not tell. */
  readonly sample: number | null;
  /** `volume`: each probe counts the same; `workers`: each worker counts the same, as its volume is not known. */
  readonly weighted_by: 'volume' | 'workers' | 'none';
}

export type DriftRecommendation = 'stable' | 'set_cautious' | 'rollback_candidate';

/** Fields that a page shows as "not measured", and why: field name → reason. */
export type WhyNull = Readonly<Record<string, string>>;

/** A share with the interval it lies in with 95 % confidence (Wilson). */
export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly sample: number;
}

/** `meta` of the lists of provider figures. */
export interface ProviderFiguresMeta {
  readonly window_seconds: number;
  readonly measured_at: string;
  /** How far back this replica has counted work; null: it has counted none yet. */
  readonly counted_since: string | null;
  /** The decision traces that recovery, waste and calibration come from. */
  readonly traces: {
    readonly count: number;
    /** Observed between these; null without traces. */
    readonly from: string | null;
    readonly to: string | null;
    /** Why there are none, or no newer ones; null when nothing is wrong. */
    readonly problem: string | null;
  };
}

/**
 * Retries as the workers count them, sums over the live ones since each one's start. They do not say which provider.
 * Null: no live worker reports the counter.
 */
export interface RetryCounters {
  readonly attempts_total: number | null;
  readonly retry_attempts_total: number | null;
  readonly mx_fallback_attempts_total: number | null;
  readonly retry_claims_total: number | null;
  readonly session_retry_same_conn_total: number | null;
  readonly session_retry_new_conn_total: number | null;
  readonly throttle_applied_total: number | null;
}

/** Item of `GET /api/providers/quality` and `…/retry-effectiveness`. Rates 0..1, shares in percent where named so. */
export interface ProviderQuality extends RateBasis {
  readonly provider: Provider;
  readonly mode: ProviderMode;
  readonly status: 'healthy' | 'warning' | 'critical' | 'no_data';
  readonly tempfail_rate: number | null;
  readonly reject_rate: number | null;
  readonly unknown_rate: number | null;
  readonly policy_blocked_rate: number | null;
  /** Of addresses whose first attempt failed for a while, how many a later attempt decided; from decision traces. */
  readonly tempfail_recovery_pct: number | null;
  /** Of further attempts, how many decided nothing; from decision traces. */
  readonly retry_waste_pct: number | null;
  readonly avg_retry_after: number | null;
  readonly workers: number;
  /** How many addresses and further attempts the two shares come from. */
  readonly recovery: Estimated | null;
  readonly waste: Estimated | null;
  readonly why: WhyNull;
}

/** Item of `GET /api/providers/accuracy/calibration`. */
export interface ProviderCalibration {
  readonly provider: Provider;
  readonly workers: number;
  readonly unknown_rate: number | null;
  readonly tempfail_recovery_pct: number | null;
  readonly policy_blocked_rate: number | null;
  /** How far the figures can be trusted, by sample and workers; `none` when there are none. */
  readonly calibration_confidence: 'none' | 'low' | 'medium' | 'high';
  readonly unknown: Estimated | null;
  /**
   * For each confidence the workers claimed: how often an address whose attempts disagreed ended as the claimed class
   * said. From decision traces; null where no such address was recorded.
   */
  readonly by_confidence: readonly {
    readonly confidence: 'low' | 'medium' | 'high';
    readonly upheld: Estimated | null;
  }[];
  readonly why: WhyNull;
}

/** Item of `GET /api/providers/quality/drift`. Baselines are the same provider's figures before the window. */
export interface ProviderDrift extends RateBasis {
  readonly provider: Provider;
  readonly status: 'healthy' | 'warning' | 'critical' | 'no_data';
  readonly unknown_rate: number | null;
  readonly unknown_baseline: number | null;
  readonly unknown_delta: number | null;
  readonly tempfail_rate: number | null;
  readonly tempfail_baseline: number | null;
  readonly tempfail_delta: number | null;
  readonly policy_blocked_rate: number | null;
  readonly mode: ProviderMode;
  readonly workers: number;
  readonly drift_recommendation: DriftRecommendation | null;
  readonly baseline_sample: number | null;
  /** `history`: measured before the window; `threshold`: no history yet, the configured warn rates stand in. */
  readonly baseline_basis: 'history' | 'threshold';
  readonly why: WhyNull;
}

/** Item of `GET /api/providers/unknown/clusters`: tags that workers counted. */
export interface UnknownTagRow {
  readonly provider: Provider;
  readonly tag: string;
  readonly count: number;
  readonly sample_workers: number;
}

/** Item of `GET /api/providers/unknown/reasons`. */
export interface UnknownReasonRow extends UnknownTagRow {
  /** 0..1 of the provider's rows. */
  readonly share: number;
  readonly share_percent: number;
}

/** What the unresolved replies of one cluster have in common. */
export interface ReplyClusterKey {
  readonly provider: Provider;
  readonly enhanced_code: string | null;
  readonly smtp_code: number | null;
  /** The mail host without what varies between its machines, such as `*.mail.example.net`; null: no host. */
  readonly host_pattern: string | null;
}

/** Item of `GET /api/decisions/clusters`: unresolved final replies that are alike, most first. */
export interface ReplyCluster extends ReplyClusterKey {
  /** Stable for the same key. */
  readonly id: string;
  readonly count: number;
  /** Of the provider's unresolved replies, 0..1. */
  readonly share: number;
  readonly reason_codes: Readonly<Record<string, number>>;
  readonly policy_versions: Readonly<Record<string, number>>;
  /** Traces an hour, oldest first, over the time the traces span; at most 48. */
  readonly trend: readonly { readonly from: string; readonly count: number }[];
  /** Ids of the newest of them, at most 10. */
  readonly members: readonly number[];
  readonly first_at: string;
  readonly last_at: string;
}

/** `POST /api/decisions/clusters/{id}/draft-rule`: a rule that would decide the cluster, and what else it would do. */
export interface DraftedRule {
  readonly cluster: ReplyClusterKey;
  readonly profile: Provider;
  readonly list: 'enhanced_rules' | 'smtp_code_rules';
  /** As it would stand in a payload. */
  readonly rule: Readonly<Record<string, unknown>>;
  /** The policy it was tried in. */
  readonly base_version: string | null;
  readonly effect: {
    readonly traces: number;
    readonly changed: number;
    /** Changed traces that belong to the cluster. */
    readonly changed_in_cluster: number;
    readonly transitions: readonly {
      readonly from: string | null;
      readonly to: string | null;
      readonly count: number;
    }[];
    readonly indeterminate: number;
  };
  /** What to look at before using it. */
  readonly cautions: readonly string[];
}
