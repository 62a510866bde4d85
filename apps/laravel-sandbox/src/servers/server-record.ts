import type { LaravelServer } from '@app/contracts';
import { bundleBrief } from '../bundles/bundle-record.js';
import { laravelTime } from '../common/laravel-time.js';
import type { BundleRow, CommandRow, EnginePoolRow, EngineServerRow, VerifierDomainRow } from '../database/rows.js';
import { heartbeatState, processState, serverStatus } from './server-state.js';

/** A server's row and what belongs to it. */
export interface ServerFacts {
  readonly server: EngineServerRow;
  readonly pool: EnginePoolRow | null;
  readonly domain: VerifierDomainRow | null;
  readonly newestBundle: BundleRow | null;
  readonly newestCommand: CommandRow | null;
}

/** A server as the internal API shows it (contract 3). */
export function serverRecord(facts: ServerFacts, heartbeatMinutes: number, now: number): LaravelServer {
  const { server, pool, domain, newestBundle, newestCommand } = facts;
  return {
    id: server.id,
    name: server.name,
    ip_address: server.ipAddress,
    environment: server.environment,
    region: server.region,
    last_heartbeat_at: laravelTime(server.lastHeartbeatAt),
    status: serverStatus(server, heartbeatMinutes, now),
    is_active: server.isActive,
    drain_mode: server.drainMode,
    max_concurrency: server.maxConcurrency,
    helo_name: server.heloName,
    mail_from_address: server.mailFromAddress,
    identity_domain: domain?.domain ?? server.identityDomain,
    verifier_domain_id: server.verifierDomainId,
    verifier_domain: domain?.domain ?? null,
    worker_pool_id: server.workerPoolId,
    worker_pool_slug: pool?.slug ?? null,
    worker_pool_name: pool?.name ?? null,
    notes: server.notes,
    process_control_mode: server.processControlMode,
    agent_enabled: server.agentEnabled,
    agent_base_url: server.agentBaseUrl,
    agent_timeout_seconds: server.agentTimeoutSeconds,
    agent_verify_tls: server.agentVerifyTls,
    agent_service_name: server.agentServiceName,
    last_agent_seen_at: laravelTime(server.lastAgentSeenAt),
    last_agent_error: server.lastAgentError,
    latest_provisioning_bundle: newestBundle === null ? null : bundleBrief(newestBundle, now),
    process_state: processState(server.lastAgentStatus, newestCommand),
    heartbeat_state: heartbeatState(server, heartbeatMinutes, now),
    last_transition_at: laravelTime(
      newestCommand === null ? null : (newestCommand.finishedAt ?? newestCommand.updatedAt),
    ),
    last_command_status: newestCommand?.status ?? null,
    last_command_request_id: newestCommand?.requestId ?? null,
  };
}
