import type { HeartbeatRequest } from '@app/contracts';
import { call, parsed } from './http-call.js';

/** A worker gives up a call after this time (worker behaviour, section 1). */
const CALL_TIMEOUT_MS = 10_000;

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
    return this.ask('/api/workers/heartbeat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /**
   * Asks for policies.
   * @param pool left out of the request when empty
   * @param workerId the same; workers of today never name themselves
   * @returns the parsed answer, unchecked
   * @throws CallFailed
   */
  policies(pool: string, workerId = ''): Promise<unknown> {
    const query = new URLSearchParams({
      ...(pool !== '' && { worker_pool: pool }),
      ...(workerId !== '' && { worker_id: workerId }),
    }).toString();
    return this.ask(`/api/providers/policies${query && `?${query}`}`, { method: 'GET' });
  }

  private async ask(path: string, request: RequestInit): Promise<unknown> {
    const headers = { ...request.headers, authorization: `Bearer ${this.token}` };
    const limits = { timeoutMs: CALL_TIMEOUT_MS, stopped: this.stopped };
    const { text } = await call(this.baseUrl + path, { ...request, headers }, limits);
    return parsed(text);
  }
}

/** What a worker needs of it. */
export type ControlPlane = Pick<ControlPlaneClient, keyof ControlPlaneClient>;
