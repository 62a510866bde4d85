import type { PoolRow } from './fleet.js';
import type {
  CommandStatus,
  HeartbeatState,
  LaravelVerifierDomain,
  ProcessControlMode,
  ProcessState,
  ProviderProfiles,
  ServerCommand,
} from './laravel.js';
import type { Presence } from './worker-words.js';

/*
 * What the control plane's API says of servers, provisioning and registered pools. The records are Laravel's; the
 * control plane adds what it knows of the runtime. Instants are RFC 3339, UTC.
 */

/** Where a list of Laravel's records comes from, so that an old copy is never taken for a fresh one. */
export interface RegistrySource {
  /** `fresh`: read just now; `last_good`: Laravel cannot be read, this is what it said last. */
  readonly state: 'fresh' | 'last_good';
  readonly fetched_at: string;
  readonly age_seconds: number;
  /** Why it is not fresh; null when it is. */
  readonly problem: string | null;
}

/** By what a worker was recognised as that of a server, strongest first. */
export type MatchedBy = 'id' | 'ip_address' | 'host';

/** Whether a worker that reports to the control plane is the one of this server. */
export interface RuntimeMatch {
  readonly state: 'matched' | 'unmatched' | 'ambiguous';
  /** Set when matched. */
  readonly worker_id: string | null;
  readonly matched_by: MatchedBy | null;
  /** Whether the matched worker is heard; null when not matched. `matched` and `silent` can both hold. */
  readonly presence: Presence | null;
  readonly last_heartbeat_at: string | null;
  /** Workers that could be the one, when it is ambiguous. */
  readonly candidates: readonly string[];
  /** Why it is so, in a sentence. */
  readonly explanation: string;
}

/** State of the host's process. Neither runtime intents nor heartbeats change it. */
export interface ServerProcess {
  readonly state: ProcessState;
  /**
   * `agent`: the agent said so; `registry`: Laravel knows of no agent answer, and the state is taken from the record's
   * status; `none`: nobody knows.
   */
  readonly basis: 'agent' | 'registry' | 'none';
  readonly last_transition_at: string | null;
}

/** When Laravel heard the worker last ("database sync"). */
export interface ServerHeartbeat {
  readonly state: HeartbeatState;
  readonly last_at: string | null;
  readonly age_seconds: number | null;
}

/** How the host's process can be controlled. */
export interface ServerAgent {
  readonly mode: ProcessControlMode;
  readonly enabled: boolean;
  readonly base_url: string | null;
  readonly timeout_seconds: number;
  readonly verify_tls: boolean;
  readonly service_name: string;
  readonly last_seen_at: string | null;
  readonly last_error: string | null;
}

export interface ServerLastCommand {
  readonly status: CommandStatus;
  readonly request_id: string | null;
}

export interface BundleBrief {
  readonly bundle_uuid: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly is_expired: boolean;
}

/** One registered server: Laravel's record, and three separate facts about it. */
export interface ServerRow {
  readonly id: number;
  readonly name: string;
  readonly ip_address: string;
  readonly environment: string | null;
  readonly region: string | null;
  readonly is_active: boolean;
  readonly drain_mode: boolean;
  readonly max_concurrency: number | null;
  readonly helo_name: string | null;
  readonly mail_from_address: string | null;
  readonly identity_domain: string | null;
  readonly verifier_domain: LaravelVerifierDomain | null;
  readonly pool: { readonly id: number; readonly slug: string; readonly name: string } | null;
  readonly notes: string | null;
  readonly agent: ServerAgent;
  readonly process: ServerProcess;
  readonly heartbeat: ServerHeartbeat;
  readonly runtime: RuntimeMatch;
  readonly needs_attention: boolean;
  /** What needs attention, a sentence each; empty when nothing does. */
  readonly attention: readonly string[];
  /** Why the process cannot be controlled from here; null when it can. */
  readonly command_refusal: string | null;
  /** Why it cannot be deleted; null when it can. */
  readonly delete_lock: string | null;
  readonly last_command: ServerLastCommand | null;
  readonly latest_bundle: BundleBrief | null;
  /** Newest of last transition, last heartbeat and last agent contact. */
  readonly updated_at: string | null;
}

export const SERVER_FILTERS = ['all', 'operational', 'needs_attention', 'matched', 'unmatched'] as const;
export type ServerFilter = (typeof SERVER_FILTERS)[number];

/** A worker that reports and belongs to no registered server. */
export interface UnregisteredWorker {
  readonly worker_id: string;
  readonly host: string;
  readonly ip_address: string;
  readonly pool: string;
  readonly presence: Presence;
}

export interface ServerListMeta {
  readonly source: RegistrySource;
  /** How many servers each filter keeps, whatever else is asked for. */
  readonly counts: Readonly<Record<ServerFilter, number>>;
  readonly unregistered_workers: readonly UnregisteredWorker[];
  readonly verifier_domains: readonly LaravelVerifierDomain[];
  /** True when unmatched servers are to be warned of (GO_SERVER_REGISTRY_REQUIRE_RUNTIME_MATCH). */
  readonly require_runtime_match: boolean;
  readonly next_cursor: string | null;
}

/**
 * How far a host command has come. `timed_out`: no answer in time, so nobody knows whether it was carried out.
 */
export const OPERATION_STATES = ['accepted', 'running', 'succeeded', 'failed', 'timed_out'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** One command to a host. One click makes one operation, and an operation is sent at most once. */
export interface Operation {
  readonly id: string;
  readonly server_id: number;
  readonly action: ServerCommand;
  readonly state: OperationState;
  readonly actor: string;
  readonly reason: string;
  readonly accepted_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  /** What the host or Laravel said; null while it runs or when nothing was said. */
  readonly output: string | null;
  readonly request_id: string;
  /** Laravel's id of the command, when it answered. */
  readonly command_id: string | null;
}

/** The installer's stages as far as it reported them. */
export interface InstallStage {
  readonly stage: string;
  readonly title: string;
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly detail: string | null;
  readonly at: string | null;
}

/** A provisioning bundle. The links that carry secrets stay in the control plane. */
export interface ProvisioningBundle {
  readonly bundle_uuid: string;
  readonly server_id: number;
  readonly expires_at: string;
  readonly is_expired: boolean;
  /** Below 0 never; 0 when expired. */
  readonly seconds_left: number;
  /**
   * One line to run as root on the host; null when expired. It holds no registry token: the host takes it from
   * GHCR_TOKEN or asks for it.
   */
  readonly install_command: string | null;
  /** Null when this Laravel does not tell how far the installer is. */
  readonly install_stages: readonly InstallStage[] | null;
}

export interface ProvisioningCredentials {
  readonly ghcr_username: string;
  readonly ghcr_token_configured: boolean;
  readonly ghcr_token_masked: string;
  readonly updated_at: string | null;
}

export const CHECK_NAMES = ['agent_reachable', 'process_state', 'runtime_heartbeat', 'claim_next'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** One of the four checks of a provisioned server. */
export interface VerificationCheck {
  readonly check: CheckName;
  /** `not_applicable`: the server has no agent, so there is nothing to ask. */
  readonly result: 'pass' | 'pending' | 'fail' | 'not_applicable';
  /** What was seen. */
  readonly evidence: string;
  readonly at: string;
  /** What to do about it; null when there is nothing to do. */
  readonly advice: string | null;
}

export interface Verification {
  readonly server_id: number;
  readonly bundle_uuid: string | null;
  /** `first_heartbeat`: it ran by itself when the provisioned worker was first heard. */
  readonly trigger: 'button' | 'first_heartbeat';
  readonly actor: string;
  readonly started_at: string;
  /** Null while it runs. */
  readonly finished_at: string | null;
  readonly checks: readonly VerificationCheck[];
  /** `fail` if any check failed, else `pending` if any is pending, else `pass`; null while it runs. */
  readonly result: 'pass' | 'pending' | 'fail' | null;
}

/** A registered pool beside what its name does at run time. */
export interface RegisteredPool {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly is_active: boolean;
  readonly is_default: boolean;
  readonly provider_profiles: ProviderProfiles;
  readonly linked_servers_count: number;
  /** Null when the servers cannot be read. */
  readonly linked_servers: readonly { readonly id: number; readonly name: string }[] | null;
  /** The runtime pool whose name is the slug; null when no worker names it and nobody scaled it. */
  readonly runtime: PoolRow | null;
  /** Why it cannot be archived; null when it can. */
  readonly archive_lock: string | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
}
