import { PROVIDERS, type Provider } from '@app/contracts';
import { call, CallFailed, parsed } from '../http-call.js';

/** A worker gives up a call after this time; transfers of files have no limit (worker behaviour, section 1). */
const CALL_TIMEOUT_MS = 30_000;

/** Who a worker says it is to Laravel. */
export interface EngineServer {
  readonly name: string;
  readonly ip_address: string;
  readonly environment?: string;
  readonly region?: string;
  readonly meta?: Readonly<Record<string, string>>;
}

/** What the worker calls itself to mail servers; empty: as its environment says. */
export interface MailIdentity {
  readonly heloName: string;
  readonly mailFrom: string;
}

/** A piece of work (internal API, section 7.4). */
export interface ClaimedChunk {
  readonly chunkId: string;
  readonly jobId: string;
  readonly stage: 'screening' | 'smtp_probe';
  readonly provider: Provider;
  readonly preferredPool: string;
  readonly retryAttempt: number;
  /** Who worked on it before, newest last. */
  readonly lastWorkerIds: readonly string[];
}

export const OUTPUTS = ['valid', 'invalid', 'risky'] as const;
export type Output = (typeof OUTPUTS)[number];

type Fields = Readonly<Record<string, unknown>>;

/** What a worker asks of Laravel (internal API, section 7). No call is repeated. Every method throws CallFailed. */
export class LaravelClient {
  /** @param stopped ends every call that is under way */
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    private readonly stopped: AbortSignal,
  ) {}

  async heartbeat(server: EngineServer): Promise<MailIdentity> {
    const identity = fields(dataOf(await this.post('/heartbeat', { server }))['identity']);
    return { heloName: text(identity['helo_name']), mailFrom: text(identity['mail_from_address']) };
  }

  /** @returns the parsed answer, unchecked */
  async policy(): Promise<unknown> {
    return parsed(await this.get('/policy'));
  }

  /** @returns the payload, unchecked; null when there is no valid version of that name */
  async policyPayload(version: string): Promise<unknown> {
    try {
      const path = `/policy-versions/${encodeURIComponent(version)}/payload`;
      return dataOf(parsed(await this.get(path)))['policy_payload'];
    } catch (error) {
      if (error instanceof CallFailed && error.status === 404) return null;
      throw error;
    }
  }

  /** @returns null when there is nothing to do */
  async claimNext(claim: Fields & { readonly engine_server: EngineServer }): Promise<ClaimedChunk | null> {
    const answer = await this.ask('POST', '/chunks/claim-next', claim);
    return answer.status === 204 ? null : claimedChunk(dataOf(parsed(answer.text)));
  }

  async chunkDetails(chunkId: string): Promise<void> {
    parsed(await this.get(`/chunks/${chunkId}`));
  }

  async inputUrl(chunkId: string): Promise<string> {
    return text(dataOf(parsed(await this.get(`/chunks/${chunkId}/input-url`)))['url']);
  }

  async outputTargets(chunkId: string): Promise<{
    readonly disk: string;
    readonly targets: Readonly<Record<Output, { readonly key: string; readonly url: string }>>;
  }> {
    const data = dataOf(await this.post(`/chunks/${chunkId}/output-urls`, {}));
    const target = (output: Output) => {
      const { key, url } = fields(fields(data['targets'])[output]);
      return { key: text(key), url: text(url) };
    };
    return {
      disk: text(data['disk']),
      targets: { valid: target('valid'), invalid: target('invalid'), risky: target('risky') },
    };
  }

  async complete(chunkId: string, result: Fields): Promise<void> {
    await this.post(`/chunks/${chunkId}/complete`, result);
  }

  async fail(chunkId: string, message: string, retryable: boolean): Promise<void> {
    await this.post(`/chunks/${chunkId}/fail`, { error_message: message.slice(0, 2_000), retryable });
  }

  async log(chunkId: string, level: 'info' | 'error', event: string, message: string): Promise<void> {
    await this.post(`/chunks/${chunkId}/log`, { level, event, message: message.slice(0, 2_000) });
  }

  /** Reads a file by its signed link. */
  async download(url: string): Promise<string> {
    return (await call(url, { method: 'GET' }, { timeoutMs: null, stopped: this.stopped })).text;
  }

  /** Writes a file by its signed link. */
  async upload(url: string, csv: string): Promise<void> {
    const headers = { 'content-type': 'text/csv' };
    await call(url, { method: 'PUT', headers, body: csv }, { timeoutMs: null, stopped: this.stopped });
  }

  private async get(path: string): Promise<string> {
    return (await this.ask('GET', path)).text;
  }

  private async post(path: string, body: object): Promise<unknown> {
    return parsed((await this.ask('POST', path, body)).text);
  }

  private ask(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${this.token}`,
      ...(body && { 'content-type': 'application/json' }),
    };
    const request = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const limits = { timeoutMs: CALL_TIMEOUT_MS, stopped: this.stopped };
    return call(`${this.baseUrl}/api/verifier${path}`, request, limits);
  }
}

/** What a worker needs of it. */
export type Laravel = Pick<LaravelClient, keyof LaravelClient>;

function claimedChunk(data: Fields): ClaimedChunk {
  const workers = data['last_worker_ids'];
  return {
    chunkId: text(data['chunk_id']),
    jobId: text(data['job_id']),
    stage: data['processing_stage'] === 'smtp_probe' ? 'smtp_probe' : 'screening',
    provider: PROVIDERS.find((name) => name === data['routing_provider']) ?? 'generic',
    preferredPool: text(data['preferred_pool']),
    retryAttempt: typeof data['retry_attempt'] === 'number' ? data['retry_attempt'] : 0,
    lastWorkerIds: Array.isArray(workers) ? workers.map(String) : [],
  };
}

function dataOf(answer: unknown): Fields {
  return fields(fields(answer)['data']);
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
