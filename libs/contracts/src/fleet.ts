import type { ModeSource, ProviderMode, RateBasis, WhyNull } from './providers.js';
import type { DesiredState, Presence, Provider } from './worker-words.js';

/** Where a figure comes from: differences over a recent window, totals since the process started, or nothing. */
export type Basis = 'window' | 'cumulative' | 'none';

/** A figure that says how much it is worth. `value` is null when there is nothing to measure. */
export interface Measured {
  readonly value: number | null;
  /** How many e-mails the value is computed from. */
  readonly sample: number;
  readonly basis: Basis;
}

/** What a worker does at present, over the last `window_seconds`. */
export interface WorkerRates {
  readonly window_seconds: number;
  /** E-mails a second, screening and probing together; `sample` e-mails were counted. */
  readonly emails_per_second: Measured;
  /** Failed chunks a minute; `sample` chunks failed. */
  readonly errors_per_minute: Measured;
  /** Fractions 0..1 of the probed e-mails. */
  readonly tempfail_rate: Measured;
  readonly reject_rate: Measured;
  readonly unknown_rate: Measured;
}

/** What somebody decided, as people read it. */
export interface Decision {
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
  /** When it stops counting; null means when somebody changes it. */
  readonly expires_at: string | null;
}

export interface WorkerIntentView {
  /** The wish below a quarantine, or the wish itself; `running` when nobody decided. */
  readonly desired: DesiredState;
  /** Who set the wish; null when nobody ever did. */
  readonly decision: Decision | null;
  /** Who quarantined the worker; null when it is not quarantined. */
  readonly quarantine: Decision | null;
  readonly revision: number;
}

/** Why a worker is as it is: a stable code for machines, one sentence for people. */
export interface Explanation {
  readonly code:
    | 'as_wished'
    | 'never_decided'
    | 'waiting_for_beat'
    | 'told_not_confirmed'
    | 'not_converging'
    | 'late'
    | 'silent'
    | 'quarantined';
  readonly text: string;
}

/** How far the last decision has come: stored, told to the worker, confirmed by the worker. */
export type Convergence = 'accepted' | 'told' | 'effective';

/** One worker in the fleet's table and in the live stream. Instants are RFC 3339, UTC. */
export interface WorkerRow {
  readonly worker_id: string;
  readonly host: string;
  readonly ip_address: string;
  readonly pool: string;
  readonly presence: Presence;
  /** What the worker said it is. An echo of what it was told, not proof that work has stopped. */
  readonly status: DesiredState;
  /** What it is told now. */
  readonly desired_state: DesiredState;
  readonly quarantined: boolean;
  readonly convergence: Convergence;
  readonly converging_since: string | null;
  readonly last_heartbeat_at: string;
  readonly session_strategy_id: string;
  readonly rates: WorkerRates;
  readonly intent: WorkerIntentView;
  readonly why: Explanation;
}

export type PoolHealth = 'healthy' | 'degraded' | 'under_capacity' | 'no_workers' | 'idle';

export interface PoolRow {
  readonly pool: string;
  /** Workers heard from within the heartbeat time-to-live. */
  readonly online: number;
  /** Online workers that are told to run and say so. */
  readonly running: number;
  /** Known workers of the pool that are silent. */
  readonly silent: number;
  readonly desired: number;
  /** How many are missing: desired minus online, never below 0. */
  readonly under_capacity: number;
  readonly health: PoolHealth;
  /** Mean of the workers' own hints above 0; absent when no worker sent one. */
  readonly health_score?: number;
  readonly emails_per_second: number | null;
  readonly decision: Decision | null;
  readonly revision: number;
}

export type ProviderStatus = 'healthy' | 'warning' | 'critical' | 'no_data';

export interface ProviderRow extends RateBasis {
  readonly provider: Provider;
  readonly status: ProviderStatus;
  /** What workers of no particular pool may do with it. */
  readonly mode: ProviderMode;
  readonly mode_source: ModeSource;
  readonly tempfail_rate: number | null;
  readonly reject_rate: number | null;
  readonly unknown_rate: number | null;
  /** Null unless workers report it. */
  readonly policy_blocked_rate: number | null;
  /** Seconds that the provider asks to wait; null unless workers report it. */
  readonly avg_retry_after: number | null;
  /** How many live workers reported about it. */
  readonly workers: number;
  /** Why a figure is missing or not the one that was asked for. */
  readonly why: WhyNull;
}

/** Something that is wrong now, found by a pure detector. */
export interface Condition {
  /** `<type>:<subject>`. */
  readonly key: string;
  readonly type:
    | 'worker_offline'
    | 'worker_stuck_desired'
    | 'pool_under_capacity'
    | 'provider_health'
    | 'fleet_silent'
    | 'redis_away'
    | 'intents_unknown';
  readonly severity: 'critical' | 'warning' | 'info';
  readonly subject: string;
  readonly message: string;
  readonly since: string | null;
}

/** The fleet in numbers at one instant. */
export interface FleetTotals {
  readonly at: string;
  readonly workers_known: number;
  readonly workers_live: number;
  readonly workers_running: number;
  readonly workers_paused: number;
  readonly workers_draining: number;
  readonly workers_quarantined: number;
  readonly workers_silent: number;
  readonly workers_converging: number;
  readonly desired_total: number;
  /** Null when no worker has a window yet. */
  readonly emails_per_second: number | null;
  readonly errors_per_minute: number | null;
  readonly tempfail_rate: number | null;
  readonly reject_rate: number | null;
  readonly unknown_rate: number | null;
}

/** What the control plane knows of itself; shown so that stale data is never mistaken for live data. */
export interface ControlPlaneState {
  readonly redis: 'ok' | 'away';
  /** Since when Redis is away; null while it answers. */
  readonly redis_away_since: string | null;
  /** False until the intents were read once; beats are refused until then. */
  readonly intents_loaded: boolean;
  readonly replica: string;
}

/** Everything the overview shows besides the workers. */
export interface FleetOverview {
  readonly totals: FleetTotals;
  readonly pools: readonly PoolRow[];
  readonly providers: readonly ProviderRow[];
  readonly conditions: readonly Condition[];
  readonly control_plane: ControlPlaneState;
}

/** First event of a stream, named `snapshot`, and again when the reader cannot be brought up to date by deltas. */
export interface FleetSnapshot {
  readonly sequence: number;
  readonly workers: readonly WorkerRow[];
  readonly overview: FleetOverview;
  /** The last quarter of an hour, oldest first, a point every five seconds. Empty after a start. */
  readonly history: readonly FleetTotals[];
}

/** Following events, named `delta`: what changed since `sequence - 1`. */
export interface FleetDelta {
  readonly sequence: number;
  readonly workers: readonly WorkerRow[];
  /** Ids of workers that were forgotten. */
  readonly removed: readonly string[];
  readonly overview: FleetOverview;
  /** A new point for the charts; null on ticks in between. */
  readonly point: FleetTotals | null;
}
