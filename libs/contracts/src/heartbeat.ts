import type { DesiredState } from './worker-words.js';

/** Totals of one stage since the worker process started. `errors` counts failed chunks, `processed` e-mails. */
export interface StageTotals {
  readonly processed?: number;
  readonly errors?: number;
}

/** Rates 0..1 over everything probed since the worker process started; what is zero may be left out. */
export interface SmtpRates {
  readonly tempfail_rate?: number;
  readonly reject_rate?: number;
  readonly catch_all_rate?: number;
  readonly unknown_rate?: number;
}

export interface ProviderRates {
  readonly provider: string;
  readonly tempfail_rate?: number;
  readonly reject_rate?: number;
  readonly unknown_rate?: number;
  readonly avg_retry_after?: number;
  readonly policy_block_rate?: number;
}

/** Body of `POST /api/workers/heartbeat`. What is zero or empty may be absent. Unknown fields are tolerated. */
export interface HeartbeatRequest {
  readonly worker_id: string;
  readonly status?: DesiredState | '';
  readonly host?: string;
  readonly ip_address?: string;
  readonly version?: string;
  readonly pool?: string;
  readonly tags?: readonly string[];
  readonly current_job_id?: string;
  readonly current_chunk_id?: string;
  readonly correlation_id?: string;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly stage_metrics?: { readonly screening?: StageTotals; readonly smtp_probe?: StageTotals };
  readonly smtp_metrics?: SmtpRates;
  readonly provider_metrics?: readonly ProviderRates[];
  readonly routing_metrics?: Readonly<Record<string, number>>;
  readonly session_metrics?: Readonly<Record<string, number>>;
  readonly attempt_route_metrics?: Readonly<Record<string, number>>;
  readonly retry_anti_affinity_hits?: number;
  readonly unknown_reason_tags?: Readonly<Record<string, number>>;
  readonly session_strategy_id?: string;
  readonly reason_tag_counters?: Readonly<Record<string, number>>;
  readonly pool_health_hint?: number;
}

/** Answer to a beat. Workers read `desired_state` and `commands` and ignore the rest. */
export interface HeartbeatResponse {
  readonly desired_state: DesiredState;
  readonly commands: readonly string[];
  /** Revision of the intent the answer comes from; 0 when nobody ever decided anything. */
  readonly intent_revision: number;
  readonly server_time: string;
  /** The version that the worker shall run; absent when none. */
  readonly policy_version?: string;
  /**
   * Grows with everything that is decided about policies and provider modes: a worker that reads it polls at once when
   * it has changed. Absent while nobody knows what was decided.
   */
  readonly policy_reload?: number;
}
