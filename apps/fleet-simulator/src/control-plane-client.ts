import type { HeartbeatRequest } from '@app/contracts';

/** A worker gives up a call after this time (worker behaviour, section 1). */
const CALL_TIMEOUT_MS = 10_000;

/** The control plane did not answer, or not with success. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
}

/** What a worker asks of the control plane. Connections are kept and used again. */
export class ControlPlaneClient {
  /** @param stopped ends every call that is under way */
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    private readonly stopped: AbortSignal,
  ) {}

  /** Sends a beat. @returns the parsed answer, unchecked @throws CallFailed */
  beat(body: HeartbeatRequest): Promise<unknown> {
    return this.call('/api/workers/heartbeat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Asks for policies. @param pool left out of the request when empty @returns the parsed answer, unchecked @throws CallFailed */
  policies(pool: string): Promise<unknown> {
    const query = pool === '' ? '' : `?${new URLSearchParams({ worker_pool: pool }).toString()}`;
    return this.call(`/api/providers/policies${query}`, { method: 'GET' });
  }

  private async call(path: string, request: RequestInit): Promise<unknown> {
    // not AbortSignal.any(): in Node 20 each one stays in the memory of the long-lived signal it was made from
    const ended = new AbortController();
    const end = () => ended.abort();
    const timer = setTimeout(end, CALL_TIMEOUT_MS);
    this.stopped.addEventListener('abort', end, { once: true });
    const headers = { ...request.headers, authorization: `Bearer ${this.token}` };
    try {
      const answer = await fetch(this.baseUrl + path, { ...request, headers, signal: ended.signal });
      const text = await answer.text(); // read also when refused: a connection is free again only then
      if (!answer.ok) throw new CallFailed(`status ${answer.status}`);
      return JSON.parse(text) as unknown;
    } catch (error) {
      if (error instanceof CallFailed) throw error;
      throw new CallFailed(reasonOf(error), { cause: error });
    } finally {
      clearTimeout(timer);
      this.stopped.removeEventListener('abort', end);
    }
  }
}

/** `fetch` hides the reason one level down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
