import type { LaravelPoolUpsert, LaravelServerUpsert } from '@app/contracts';
import { LaravelClient, type LaravelError, LaravelTraffic } from '@app/laravel-client';
import { type Answer, type CallOptions, call } from '../../testing/json-call.js';
import { SandboxProcess } from '../../testing/sandbox-process.js';

/** Who calls, in tests where it does not matter. */
export const CALLER = { requestId: 'req-contract', actor: 'alex' };

/** A whole process with a database starts in two seconds, and on a busy machine in many. For hooks. */
export const START_WITHIN_MS = 60_000;

/** The built sandbox as a process, behaving as badly as the real application, and the real client before it. */
export class ContractSandbox {
  readonly client: LaravelClient;
  private made = 0;

  private constructor(readonly process: SandboxProcess) {
    this.client = this.clientWith();
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<ContractSandbox> {
    return new ContractSandbox(await SandboxProcess.start({ SANDBOX_STRICT_QUIRKS: 'true', ...environment }));
  }

  async stop(): Promise<void> {
    this.client.onApplicationShutdown();
    await this.process.stop();
  }

  /** Another client of the same sandbox, with these tokens. */
  clientWith(tokens: { readonly internal?: string; readonly verifier?: string } = {}): LaravelClient {
    const baseUrl = this.process.url;
    const options = {
      internal: { baseUrl, token: tokens.internal ?? this.process.internalToken },
      verifier: { baseUrl, token: tokens.verifier ?? this.process.verifierToken },
      timeoutMs: 10_000,
      retryMax: 2,
      retryBackoffMs: 10,
    };
    return new LaravelClient(options, new LaravelTraffic());
  }

  /** A call with the internal token, as the client's; headers add or replace. */
  raw(method: string, route: string, { body, headers = {} }: CallOptions = {}): Promise<Answer> {
    const own = { Accept: 'application/json', 'X-Internal-Token': this.process.internalToken };
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return call(method, new URL(route, this.process.url), { body, headers: { ...own, ...json, ...headers } });
  }

  /** A call with the verifier token. */
  verifier(method: string, route: string, { body, headers = {} }: CallOptions = {}): Promise<Answer> {
    const own = { Accept: 'application/json', Authorization: `Bearer ${this.process.verifierToken}` };
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return call(method, new URL(route, this.process.url), { body, headers: { ...own, ...json, ...headers } });
  }

  /** The input of a server that no other test has. */
  server(fields: Partial<LaravelServerUpsert> = {}): LaravelServerUpsert {
    this.made += 1;
    return {
      name: `server ${this.made}`,
      ip_address: `198.51.100.${this.made}`,
      environment: null,
      region: null,
      is_active: true,
      drain_mode: false,
      max_concurrency: null,
      helo_name: null,
      mail_from_address: null,
      verifier_domain_id: null,
      worker_pool_id: null,
      notes: null,
      process_control_mode: 'control_plane_only',
      agent_enabled: false,
      agent_base_url: null,
      agent_timeout_seconds: null,
      agent_verify_tls: true,
      agent_service_name: null,
      ...fields,
    };
  }

  /** The input of a pool that no other test has. */
  pool(fields: Partial<LaravelPoolUpsert> = {}): LaravelPoolUpsert {
    this.made += 1;
    const provider_profiles = {
      generic: 'standard',
      gmail: 'low_hit',
      microsoft: 'standard',
      yahoo: 'warmup',
    } as const;
    return {
      slug: `pool-${this.made}`,
      name: `Pool ${this.made}`,
      description: null,
      is_active: true,
      provider_profiles,
      ...fields,
    };
  }

  /** A worker's heartbeat to Laravel: the server with this address was heard. */
  async beat(fields: Readonly<Record<string, unknown>>): Promise<Answer> {
    return this.verifier('POST', '/api/verifier/heartbeat', { body: { server: fields } });
  }

  /** The newest audit rows, the newest first. */
  async audit(): Promise<readonly { action: string; subject_id: string | null; metadata: Record<string, unknown> }[]> {
    return (await this.raw('GET', '/sandbox/audit-logs')).body.data;
  }
}

/** What a call was refused with. */
export async function refusal(promise: Promise<unknown>): Promise<LaravelError> {
  return promise.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: unknown) => error as LaravelError, // what the client promises to throw
  );
}
