import type {
  HeartbeatState,
  LaravelServer,
  RuntimeMatch,
  ServerAgent,
  ServerHeartbeat,
  ServerProcess,
  ServerRow,
} from '@app/contracts';
import { isAgentSafeService } from '@app/laravel-client';
import { wireTime } from '../common/wire-time.js';
import { laravelTime, laravelTimeOrNull } from '../laravel/laravel-time.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import type { Match } from './runtime-match.js';

/** A registered server, its worker if it has one, and when it is looked at. */
export interface ServerFacts {
  readonly server: LaravelServer;
  readonly match: Match;
  /** The matched worker; undefined when there is none. */
  readonly worker: WorkerFacts | undefined;
}

/**
 * The server as pages show it: three separate facts, none inferred from another (contract, section 9.4). What needs
 * attention is said in sentences.
 */
export function serverRow({ server, match, worker }: ServerFacts, now: number): ServerRow {
  const process = processOf(server);
  const heartbeat = heartbeatOf(server, now);
  const runtime = runtimeOf(match, worker);
  const attention = attentionOf(process, heartbeat, runtime);
  const { latest_provisioning_bundle: bundle } = server;
  return {
    id: server.id,
    name: server.name,
    ip_address: server.ip_address,
    environment: server.environment,
    region: server.region,
    is_active: server.is_active,
    drain_mode: server.drain_mode,
    max_concurrency: server.max_concurrency,
    helo_name: server.helo_name,
    mail_from_address: server.mail_from_address,
    identity_domain: server.identity_domain,
    verifier_domain: domainOf(server),
    pool: poolOf(server),
    notes: server.notes,
    agent: agentOf(server),
    process,
    heartbeat,
    runtime,
    needs_attention: attention.length > 0,
    attention,
    command_refusal: commandRefusal(server, runtime)?.message ?? null,
    delete_lock: deleteLock(process, heartbeat),
    last_command:
      server.last_command_status === null
        ? null
        : { status: server.last_command_status, request_id: server.last_command_request_id },
    latest_bundle:
      bundle === null
        ? null
        : {
            bundle_uuid: bundle.bundle_uuid,
            created_at: laravelTime(bundle.created_at),
            expires_at: laravelTime(bundle.expires_at),
            is_expired: bundle.is_expired || Date.parse(bundle.expires_at) < now,
          },
    updated_at: newest(server.last_transition_at, server.last_heartbeat_at, server.last_agent_seen_at),
  };
}

/** Why no command can be given to a host. */
export interface CommandRefusal {
  readonly code: 'agent_not_enabled' | 'match_ambiguous';
  readonly message: string;
}

/** Whether the host of a server can be commanded: it needs an agent, and nobody may be mistaken for it. */
export function commandRefusal(server: LaravelServer, runtime: RuntimeMatch): CommandRefusal | null {
  const { process_control_mode: mode, agent_enabled: enabled, agent_service_name: service } = server;
  if (mode !== 'agent_systemd' || !enabled) {
    const message = 'This server has no agent that is enabled: its process cannot be controlled from here.';
    return { code: 'agent_not_enabled', message };
  }
  if (!isAgentSafeService(service)) {
    const message = `The agent would refuse the service name ${service}: a slash breaks its signature. Edit the server.`;
    return { code: 'agent_not_enabled', message };
  }
  if (runtime.state !== 'ambiguous') return null;
  const message = `It is not clear which worker runs on this host: ${runtime.explanation}. A command could reach a stranger.`;
  return { code: 'match_ambiguous', message };
}

/** Laravel refuses to delete what may still run (contract of Laravel, section 2.5). */
function deleteLock(process: ServerProcess, heartbeat: ServerHeartbeat): string | null {
  const { state } = process;
  if (state === 'running' || state === 'starting' || state === 'stopping')
    return `Its process is ${state}. Stop it first.`;
  return heartbeat.state === 'healthy' ? 'Laravel still hears its worker. Stop it, and wait until it is stale.' : null;
}

/** Contract, section 9.4: what the agent said, else what the record's status suggests, and which of both it is. */
function processOf({ process_state: state, status, last_transition_at: at }: LaravelServer): ServerProcess {
  const last_transition_at = laravelTimeOrNull(at);
  if (state !== 'unknown') return { state, basis: 'agent', last_transition_at };
  if (status === 'online') return { state: 'running', basis: 'registry', last_transition_at };
  if (status === 'offline') return { state: 'stopped', basis: 'registry', last_transition_at };
  return { state: 'unknown', basis: 'none', last_transition_at };
}

function heartbeatOf({ heartbeat_state: state, last_heartbeat_at: at }: LaravelServer, now: number): ServerHeartbeat {
  const age = at === null ? NaN : now - Date.parse(at);
  return {
    state,
    last_at: laravelTimeOrNull(at),
    age_seconds: Number.isFinite(age) ? Math.max(0, Math.floor(age / 1_000)) : null,
  };
}

const BY_TEXT = { id: 'its id', ip_address: 'its address', host: 'its host name' } as const;

/** Whoever can send heartbeats decides how many workers carry an address: pages and the journal must not grow by it. */
const CANDIDATES_SHOWN = 20;

function runtimeOf(match: Match, worker: WorkerFacts | undefined): RuntimeMatch {
  const none = { worker_id: null, matched_by: null, presence: null, last_heartbeat_at: null, candidates: [] };
  switch (match.state) {
    case 'unmatched':
      return { ...none, state: 'unmatched', explanation: 'no worker reports under its id, address or host name' };
    case 'ambiguous':
      return {
        ...none,
        state: 'ambiguous',
        candidates: match.candidates.slice(0, CANDIDATES_SHOWN),
        explanation: match.because,
      };
    case 'matched':
      return {
        ...none,
        state: 'matched',
        worker_id: match.workerId,
        matched_by: match.by,
        presence: worker?.presence ?? null,
        last_heartbeat_at: worker === undefined ? null : wireTime(worker.record.receivedAt),
        explanation: `recognised by ${BY_TEXT[match.by]}`,
      };
  }
}

const HEARTBEAT_TEXT: Readonly<Record<Exclude<HeartbeatState, 'healthy'>, string>> = {
  stale: 'Laravel has not heard its worker for a while',
  none: 'Laravel never heard its worker',
};

/**
 * Contract, section 9.4: process not running, heartbeat not healthy, or no active worker matched. A worker that is no
 * longer heard is none of these active ones, although it stays recognised here.
 */
function attentionOf(process: ServerProcess, heartbeat: ServerHeartbeat, runtime: RuntimeMatch): string[] {
  return [
    ...(process.state === 'running' ? [] : [`Its process is ${process.state}`]),
    ...(heartbeat.state === 'healthy' ? [] : [HEARTBEAT_TEXT[heartbeat.state]]),
    ...(runtime.state === 'matched' ? [] : [`The runtime match is ${runtime.state}: ${runtime.explanation}`]),
    ...(runtime.state === 'matched' && runtime.presence !== 'live' ? ['Its worker is not heard from'] : []),
  ];
}

function agentOf(server: LaravelServer): ServerAgent {
  return {
    mode: server.process_control_mode,
    enabled: server.agent_enabled,
    base_url: server.agent_base_url,
    timeout_seconds: server.agent_timeout_seconds,
    verify_tls: server.agent_verify_tls,
    service_name: server.agent_service_name,
    last_seen_at: laravelTimeOrNull(server.last_agent_seen_at),
    last_error: server.last_agent_error,
  };
}

function domainOf({ verifier_domain_id: id, verifier_domain: domain }: LaravelServer) {
  return id === null || domain === null ? null : { id, domain };
}

function poolOf({ worker_pool_id: id, worker_pool_slug: slug, worker_pool_name: name }: LaravelServer) {
  return id === null || slug === null ? null : { id, slug, name: name ?? slug };
}

function newest(...instants: readonly (string | null)[]): string | null {
  const times = instants.filter((instant) => instant !== null).map((instant) => Date.parse(instant));
  const latest = Math.max(...times);
  return Number.isFinite(latest) ? wireTime(latest) : null;
}
