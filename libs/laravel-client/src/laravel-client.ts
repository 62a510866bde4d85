import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type {
  LaravelBundle,
  LaravelCommand,
  LaravelCredentials,
  LaravelCredentialsUpdate,
  LaravelDeletedServer,
  LaravelPolicyPayload,
  LaravelPool,
  LaravelPoolUpsert,
  LaravelServer,
  LaravelServerUpsert,
  LaravelTracePage,
  LaravelTraceQuery,
  ServerCommand,
} from '@app/contracts';
import { textOf } from './answers/json-body.js';
import { policyPayloadFrom } from './answers/policy-payload-answer.js';
import { poolFrom, poolListFrom } from './answers/pool-answers.js';
import { bundleFrom, commandFrom, credentialsFrom, registryTokenFrom } from './answers/provisioning-answers.js';
import { isNoBundle } from './answers/refusal.js';
import { type LaravelServerList, deletedServerFrom, serverFrom, serverListFrom } from './answers/server-answers.js';
import { tracePageFrom } from './answers/trace-answers.js';
import { agentSafeReason, isAgentSafeService } from './agent-safe-text.js';
import { headerText } from './header-text.js';
import { LaravelCaller } from './laravel-caller.js';
import { jsonOf, pathPart } from './laravel-call.js';
import { type CallContext, LARAVEL_CLIENT_OPTIONS, type LaravelClientOptions } from './laravel-client-options.js';
import { LaravelError } from './laravel-error.js';
import { type LaravelAction, LaravelTraffic } from './laravel-traffic.js';
import { probeClaimNext } from './probe/claim-next-probe.js';
import type { ClaimProbe } from './probe/judge-probe.js';

/** What somebody wants a host's agent to do. */
export interface CommandWish {
  readonly action: ServerCommand;
  /** Slashes become `∕`, since they would break the command's signature; cut to 255 characters. */
  readonly reason?: string;
  /** At most 120 characters. The same key twice is one command, and the second answer is about the first. */
  readonly idempotencyKey: string;
}

/** Longer than the agent's 30 s and the 10 s Laravel takes to connect (contract, section 6.2). */
const COMMAND_TIMEOUT_MS = 45_000;
const SERVERS = '/api/internal/engine-servers';
const POOLS = '/api/internal/engine-pools';
const CREDENTIALS = '/api/internal/provisioning-credentials';

/**
 * Every call of Laravel's contract. Reads may be repeated, changes are sent exactly once. All methods throw
 * LaravelError; after a change, its `mayHaveHappened` says whether to look before doing it again.
 */
@Injectable()
export class LaravelClient implements OnApplicationShutdown {
  private readonly caller: LaravelCaller;

  constructor(
    @Inject(LARAVEL_CLIENT_OPTIONS) private readonly options: LaravelClientOptions,
    traffic: LaravelTraffic,
  ) {
    this.caller = new LaravelCaller(options, traffic);
  }

  /** Whether there is an internal API to ask. */
  get isConfigured(): boolean {
    return this.options.internal !== null;
  }

  onApplicationShutdown(): void {
    this.caller.stop();
  }

  /** All servers by name, and the active verifier domains. */
  listServers(context: CallContext): Promise<LaravelServerList> {
    return this.get('list_servers', SERVERS, serverListFrom, context);
  }

  async createServer(input: LaravelServerUpsert, context: CallContext): Promise<LaravelServer> {
    assertAgentSafe(input, context);
    return this.change('create_server', 'POST', SERVERS, input, serverFrom, context);
  }

  /** Replaces every field. */
  async updateServer(serverId: number, input: LaravelServerUpsert, context: CallContext): Promise<LaravelServer> {
    assertAgentSafe(input, context);
    return this.change('update_server', 'PUT', `${SERVERS}/${serverId}`, input, serverFrom, context);
  }

  /** Refused with `server_delete_blocked` while the process runs or the worker is heard; `details` tells which. */
  deleteServer(serverId: number, context: CallContext): Promise<LaravelDeletedServer> {
    return this.change('delete_server', 'DELETE', `${SERVERS}/${serverId}`, undefined, deletedServerFrom, context);
  }

  /** Makes a new bundle; the server's earlier ones end. */
  createBundle(serverId: number, context: CallContext): Promise<LaravelBundle> {
    const path = `${SERVERS}/${serverId}/provisioning-bundles`;
    return this.change('provision_bundle', 'POST', path, {}, bundleFrom, context);
  }

  /** The newest bundle, expired or not; null when the server has none. */
  latestBundle(serverId: number, context: CallContext): Promise<LaravelBundle | null> {
    return this.caller.call<LaravelBundle | null>(
      {
        action: 'latest_bundle',
        method: 'GET',
        side: 'internal',
        path: `${SERVERS}/${serverId}/provisioning-bundles/latest`,
        lane: 'general',
        accepts: isNoBundle,
        read: (incoming) => (incoming.status === 404 ? null : bundleFrom(jsonOf(incoming))),
      },
      context,
    );
  }

  /**
   * Has the host's agent do it, and waits for the end: up to 45 s, sent once. A command that the agent or the host
   * failed is an answer too: its `status` is `failed`.
   */
  runCommand(serverId: number, wish: CommandWish, context: CallContext): Promise<LaravelCommand> {
    const reason = agentSafeReason(wish.reason);
    return this.caller.call(
      {
        action: 'execute_server_command',
        method: 'POST',
        side: 'internal',
        path: `${SERVERS}/${serverId}/commands`,
        body: { action: wish.action, idempotency_key: wish.idempotencyKey, ...(reason !== undefined && { reason }) },
        lane: 'commands',
        timeoutMs: Math.max(COMMAND_TIMEOUT_MS, this.options.timeoutMs),
        read: (incoming) => commandFrom(jsonOf(incoming)),
      },
      context,
    );
  }

  readCommand(serverId: number, commandId: string, context: CallContext): Promise<LaravelCommand> {
    const part = pathPart(commandId);
    if (part === null) return Promise.reject(noSuchRecord(context));
    return this.get('read_server_command', `${SERVERS}/${serverId}/commands/${part}`, commandFrom, context);
  }

  credentials(context: CallContext): Promise<LaravelCredentials> {
    return this.get('get_provisioning_credentials', CREDENTIALS, credentialsFrom, context);
  }

  updateCredentials(input: LaravelCredentialsUpdate, context: CallContext): Promise<LaravelCredentials> {
    return this.change('update_provisioning_credentials', 'PUT', CREDENTIALS, input, credentialsFrom, context);
  }

  /** The container registry's token in clear; refused with `ghcr_token_missing` when none is stored. A secret. */
  revealRegistryToken(context: CallContext): Promise<string> {
    const path = `${CREDENTIALS}/reveal`;
    return this.change('reveal_provisioning_credentials', 'POST', path, {}, registryTokenFrom, context);
  }

  /** All pools, archived ones too; the default first, then by name. */
  listPools(context: CallContext): Promise<readonly LaravelPool[]> {
    return this.get('list_pools', POOLS, poolListFrom, context);
  }

  createPool(input: LaravelPoolUpsert, context: CallContext): Promise<LaravelPool> {
    return this.change('create_pool', 'POST', POOLS, input, poolFrom, context);
  }

  updatePool(poolId: number, input: LaravelPoolUpsert, context: CallContext): Promise<LaravelPool> {
    return this.change('update_pool', 'PUT', `${POOLS}/${poolId}`, input, poolFrom, context);
  }

  /** Refused with `pool_archive_blocked` for the default pool and for one with servers. */
  archivePool(poolId: number, context: CallContext): Promise<LaravelPool> {
    return this.change('archive_pool', 'POST', `${POOLS}/${poolId}/archive`, {}, poolFrom, context);
  }

  /** Never for the pool that is the default already: Laravel would be left without one (contract, section 4). */
  makePoolDefault(poolId: number, context: CallContext): Promise<LaravelPool> {
    return this.change('set_default_pool', 'POST', `${POOLS}/${poolId}/set-default`, {}, poolFrom, context);
  }

  /** Newest first. `next_before_id` is also set on the last page; the end is an empty one (contract, section 7.6). */
  decisionTraces(query: LaravelTraceQuery, context: CallContext): Promise<LaravelTracePage> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const parameters = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
    return this.get('list_decision_traces', '/api/internal/smtp-decision-traces', tracePageFrom, context, parameters);
  }

  /** A policy version's payload; null when there is no such version or Laravel has not found it valid. */
  policyPayload(version: string, context: CallContext): Promise<LaravelPolicyPayload | null> {
    const part = pathPart(version.trim());
    if (part === null) return Promise.resolve(null);
    return this.caller.call<LaravelPolicyPayload | null>(
      {
        action: 'policy_payload',
        method: 'GET',
        side: 'verifier',
        path: `/api/verifier/policy-versions/${part}/payload`,
        lane: 'general',
        accepts: ({ status }) => status === 404,
        read: (incoming) => (incoming.status === 404 ? null : policyPayloadFrom(textOf(incoming))),
      },
      context,
    );
  }

  /**
   * Whether a worker installed from this bundle would be let in; nothing is claimed. What fails is a result, not an
   * error.
   */
  probeClaimNext(bundle: LaravelBundle, context: CallContext): Promise<ClaimProbe> {
    return probeClaimNext(bundle, {
      exchange: (action, outgoing) => this.caller.aside(action, outgoing),
      timeoutMs: this.options.timeoutMs,
      requestId: headerText(context.requestId),
    });
  }

  private get<T>(
    action: LaravelAction,
    path: string,
    from: (body: unknown) => T,
    context: CallContext,
    query?: URLSearchParams,
  ): Promise<T> {
    const read = { action, method: 'GET', side: 'internal', path, lane: 'general' } as const;
    return this.caller.call({ ...read, ...(query && { query }), read: (incoming) => from(jsonOf(incoming)) }, context);
  }

  private change<T>(
    action: LaravelAction,
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    from: (body: unknown) => T,
    context: CallContext,
  ): Promise<T> {
    const change = { action, method, side: 'internal', path, body, lane: 'general' } as const;
    return this.caller.call({ ...change, read: (incoming) => from(jsonOf(incoming)) }, context);
  }
}

/** Refuses a service name that would make every later command fail as forged (contract, section 6.2). */
function assertAgentSafe({ agent_service_name: name }: LaravelServerUpsert, { requestId }: CallContext): void {
  if (isAgentSafeService(name)) return;
  const field = { field: 'agent_service_name', problem: "A service's name has no slash" };
  throw new LaravelError(field.problem, { kind: 'refused', code: 'validation_failed', fields: [field], requestId });
}

function noSuchRecord({ requestId }: CallContext): LaravelError {
  return new LaravelError('Laravel has no such record', {
    kind: 'refused',
    status: 404,
    code: 'request_failed',
    requestId,
  });
}
