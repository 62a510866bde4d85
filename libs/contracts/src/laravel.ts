import type { Provider } from './worker-words.js';

/*
 * What the Laravel application's internal API says and takes (its contract, sections 2 to 7). Field names and oddities
 * are its own. Instants are `YYYY-MM-DDTHH:MM:SS.000000Z`, UTC.
 */

export const PROCESS_STATES = ['running', 'stopped', 'starting', 'stopping', 'unknown'] as const;
/** What the agent said of the service's unit, as Laravel derives it (section 3.1). */
export type ProcessState = (typeof PROCESS_STATES)[number];

export const HEARTBEAT_STATES = ['healthy', 'stale', 'none'] as const;
/** How long ago the worker was heard by Laravel (section 3.2). Independent of the control plane's heartbeats. */
export type HeartbeatState = (typeof HEARTBEAT_STATES)[number];

export const PROCESS_CONTROL_MODES = ['control_plane_only', 'agent_systemd'] as const;
export type ProcessControlMode = (typeof PROCESS_CONTROL_MODES)[number];

export const SERVER_COMMANDS = ['start', 'stop', 'restart', 'status'] as const;
/** What an agent can be told to do with its one service. */
export type ServerCommand = (typeof SERVER_COMMANDS)[number];

export const COMMAND_STATUSES = ['pending', 'success', 'failed'] as const;
export type CommandStatus = (typeof COMMAND_STATUSES)[number];

export const PROVIDER_PROFILES = ['standard', 'low_hit', 'warmup'] as const;
/** How carefully a pool probes a provider (section 4). */
export type ProviderProfile = (typeof PROVIDER_PROFILES)[number];
export type ProviderProfiles = Readonly<Record<Provider, ProviderProfile>>;

export interface LaravelBundleBrief {
  readonly bundle_uuid: string;
  readonly expires_at: string;
  readonly is_expired: boolean;
  readonly created_at: string;
}

/** Section 3. */
export interface LaravelServer {
  readonly id: number;
  readonly name: string;
  readonly ip_address: string;
  readonly environment: string | null;
  readonly region: string | null;
  readonly last_heartbeat_at: string | null;
  readonly status: 'online' | 'offline';
  readonly is_active: boolean;
  readonly drain_mode: boolean;
  readonly max_concurrency: number | null;
  readonly helo_name: string | null;
  readonly mail_from_address: string | null;
  readonly identity_domain: string | null;
  readonly verifier_domain_id: number | null;
  readonly verifier_domain: string | null;
  readonly worker_pool_id: number | null;
  readonly worker_pool_slug: string | null;
  readonly worker_pool_name: string | null;
  readonly notes: string | null;
  readonly process_control_mode: ProcessControlMode;
  readonly agent_enabled: boolean;
  readonly agent_base_url: string | null;
  readonly agent_timeout_seconds: number;
  readonly agent_verify_tls: boolean;
  readonly agent_service_name: string;
  readonly last_agent_seen_at: string | null;
  readonly last_agent_error: string | null;
  readonly latest_provisioning_bundle: LaravelBundleBrief | null;
  readonly process_state: ProcessState;
  readonly heartbeat_state: HeartbeatState;
  readonly last_transition_at: string | null;
  readonly last_command_status: CommandStatus | null;
  readonly last_command_request_id: string | null;
}

export interface LaravelVerifierDomain {
  readonly id: number;
  readonly domain: string;
}

/** Every field is sent, since a missing flag means false to Laravel (section 2.1). */
export interface LaravelServerUpsert {
  readonly name: string;
  readonly ip_address: string;
  readonly environment: string | null;
  readonly region: string | null;
  readonly is_active: boolean;
  readonly drain_mode: boolean;
  readonly max_concurrency: number | null;
  readonly helo_name: string | null;
  readonly mail_from_address: string | null;
  readonly verifier_domain_id: number | null;
  /** Null: the default pool. */
  readonly worker_pool_id: number | null;
  readonly notes: string | null;
  readonly process_control_mode: ProcessControlMode;
  readonly agent_enabled: boolean;
  /** Null with an agent: made from the address and the usual port. */
  readonly agent_base_url: string | null;
  readonly agent_timeout_seconds: number | null;
  readonly agent_verify_tls: boolean;
  readonly agent_service_name: string | null;
}

export interface LaravelDeletedServer {
  readonly id: number;
  readonly name: string;
  readonly deleted: true;
}

/** One step of an installer's run. Not sent by every Laravel: it is an addition of installers that report. */
export interface LaravelInstallStage {
  /** `prepare`, `environment`, `download`, `checksum`, `service`, `agent`, `start`, `self_check`, in this order. */
  readonly stage: string;
  readonly status: 'running' | 'done' | 'failed';
  readonly detail: string | null;
  readonly at: string;
}

/** Section 5.1. `download_urls` is an empty array on the wire when expired; null here. */
export interface LaravelBundle {
  readonly bundle_uuid: string;
  readonly engine_server_id: number;
  readonly expires_at: string;
  readonly is_expired: boolean;
  readonly download_urls: { readonly install: string; readonly env: string } | null;
  readonly install_command_template: string | null;
  /** What the installer reported; null when this Laravel says nothing of it. */
  readonly install_stages: readonly LaravelInstallStage[] | null;
}

/** Section 6.2. */
export interface LaravelCommand {
  readonly id: string;
  readonly engine_server_id: number;
  readonly action: ServerCommand;
  readonly status: CommandStatus;
  readonly source: string;
  readonly request_id: string | null;
  readonly idempotency_key: string | null;
  /** Set when the agent answered, whatever it answered. */
  readonly agent_command_id: string | null;
  readonly reason: string | null;
  readonly error_message: string | null;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
}

/** Section 2.4. The token itself is never in it. */
export interface LaravelCredentials {
  readonly ghcr_username: string;
  readonly ghcr_token_configured: boolean;
  readonly ghcr_token_masked: string;
  readonly updated_at: string | null;
}

export interface LaravelCredentialsUpdate {
  readonly ghcr_username: string;
  /** Absent keeps the stored one. */
  readonly ghcr_token?: string;
  readonly clear_ghcr_token?: boolean;
}

/** Section 4. */
export interface LaravelPool {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly is_active: boolean;
  readonly is_default: boolean;
  readonly provider_profiles: ProviderProfiles;
  readonly linked_servers_count: number;
  readonly created_at: string | null;
  readonly updated_at: string | null;
}

export interface LaravelPoolUpsert {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly is_active: boolean;
  readonly provider_profiles: ProviderProfiles;
}

export const TRACE_DECISION_CLASSES = [
  'deliverable',
  'undeliverable',
  'retryable',
  'policy_blocked',
  'unknown',
] as const;
export type TraceDecisionClass = (typeof TRACE_DECISION_CLASSES)[number];

export interface LaravelTraceQuery {
  readonly provider?: Provider;
  readonly decision_class?: TraceDecisionClass;
  readonly reason_tag?: string;
  readonly policy_version?: string;
  /** 1 to 100. */
  readonly limit?: number;
  readonly before_id?: number;
}

export interface LaravelTraceAttempt {
  readonly attempt_number: number | null;
  readonly mx_host: string | null;
  readonly attempt_route: string | null;
  readonly decision_class: string | null;
  readonly reason_code: string | null;
  readonly reason_tag: string | null;
  readonly retry_strategy: string | null;
  readonly smtp_code: number | null;
  readonly enhanced_code: string | null;
  readonly provider_profile: string | null;
  readonly confidence_hint: string | null;
  readonly evidence_strength: string | null;
  readonly worker_id: string | null;
  readonly pool: string | null;
  readonly provider: string | null;
}

export interface LaravelTraceRoute {
  readonly route: string | null;
  readonly mx_host: string | null;
  readonly attempt_number: number | null;
  readonly worker_id: string | null;
  readonly pool: string | null;
  readonly preferred_pool: string | null;
  readonly provider: string | null;
  readonly routing_provider: string | null;
}

/** Section 7.6. */
export interface LaravelTrace {
  readonly id: number;
  readonly verification_job_id: string | null;
  readonly verification_job_chunk_id: string | null;
  readonly email_hash: string;
  readonly provider: Provider;
  readonly policy_version: string | null;
  readonly matched_rule_id: string | null;
  readonly decision_class: string;
  readonly smtp_code: string | null;
  readonly enhanced_code: string | null;
  readonly retry_strategy: string | null;
  readonly reason_tag: string | null;
  readonly confidence_hint: string;
  readonly session_strategy_id: string | null;
  readonly attempt_route: LaravelTraceRoute | null;
  readonly attempt_chain: readonly LaravelTraceAttempt[];
  readonly observed_at: string | null;
  readonly created_at: string | null;
}

export interface LaravelTracePage {
  readonly traces: readonly LaravelTrace[];
  /** Also set on the last page, whenever it is not empty (section 7.6). */
  readonly next_before_id: number | null;
}

/** Section 7.3: a policy version's payload, and its bytes as they came. */
export interface LaravelPolicyPayload {
  readonly version: string;
  readonly is_active: boolean;
  readonly status: string;
  readonly validation_status: string;
  readonly schema_version: string;
  readonly mode_semantics_hash: string | null;
  /** The JSON text of `policy_payload` as received, without insignificant white space: what the checksum is over. */
  readonly payload_text: string;
}
