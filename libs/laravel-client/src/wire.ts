import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { retryAfterSeconds } from './retry-after.js';

/** One request as it goes out. */
export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** From the first packet to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Longest body that is read, after decompression. */
  readonly maxBytes: number;
  /** What a longer body of a 2xx answer means; other answers are always cut. */
  readonly overflow: 'fail' | 'cut';
}

/** One answer as it came in, whatever its status. */
export interface Incoming {
  readonly status: number;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  readonly bytes: Buffer;
}

export type WireFailureReason = 'unreachable' | 'timed_out' | 'too_large' | 'stopped';

/** An exchange without a whole answer. It carries no address and no header, so that it may be logged. */
export class WireFailure extends Error {
  override readonly name = 'WireFailure';
  constructor(
    readonly reason: WireFailureReason,
    /** False when no connection was made, so that nobody can have seen the request. */
    readonly sent: boolean,
    /** The operating system's word, such as ECONNREFUSED; null when it has none. */
    readonly code: string | null,
    /** The answer's status, if the answer began. */
    readonly status: number | null,
  ) {
    super(`exchange failed: ${reason}${code === null ? '' : ` (${code})`}`);
  }
}

const LONGEST_REFUSAL_BYTES = 256 * 1024;

/**
 * HTTP with limits. Each request has a connection of its own: at a few calls a second that costs little, and an idle
 * one that the other side is just closing would leave the fate of a write unknown. No redirects, no proxy from the
 * environment.
 */
export class Wire {
  private readonly axios: AxiosInstance;
  private readonly open = new Set<() => void>();
  private isStopped = false;

  constructor() {
    this.axios = axios.create({
      proxy: false,
      maxRedirects: 0,
      maxBodyLength: 1024 * 1024,
      responseType: 'stream',
      validateStatus: () => true,
      transformRequest: (body: unknown) => body,
      httpAgent: new http.Agent({ keepAlive: false }),
      httpsAgent: new https.Agent({ keepAlive: false }),
    });
  }

  /** @throws WireFailure there is no whole answer */
  async exchange(outgoing: Outgoing): Promise<Incoming> {
    const aborting = new AbortController();
    let ended: 'timed_out' | 'stopped' | null = this.isStopped ? 'stopped' : null;
    const end = (reason: 'timed_out' | 'stopped') => {
      ended = reason;
      aborting.abort();
    };
    const stop = () => end('stopped');
    const timer = setTimeout(() => end('timed_out'), outgoing.timeoutMs);
    this.open.add(stop);
    const seen = { connected: false, status: null as number | null };
    try {
      if (ended !== null) throw new Error('stopped');
      const response = await this.request(outgoing, aborting.signal, () => (seen.connected = true));
      seen.status = response.status;
      return await incomingOf(response, outgoing);
    } catch (error) {
      if (error instanceof BodyTooLong) throw new WireFailure('too_large', true, null, seen.status);
      throw new WireFailure(ended ?? 'unreachable', seen.connected, codeOf(error), seen.status);
    } finally {
      clearTimeout(timer);
      this.open.delete(stop);
    }
  }

  /** Ends what is in flight; later exchanges fail at once. */
  stop(): void {
    this.isStopped = true;
    for (const stop of this.open) stop();
  }

  private request(outgoing: Outgoing, signal: AbortSignal, connected: () => void): Promise<AxiosResponse<Readable>> {
    return this.axios.request<Readable>({
      method: outgoing.method,
      url: outgoing.url,
      headers: { ...outgoing.headers },
      data: outgoing.body,
      signal,
      transport: watchedTransport(outgoing.url, connected),
    });
  }
}

/** Node's own client, which also tells when the connection stands: before that, nobody has seen the request. */
function watchedTransport(url: string, connected: () => void) {
  const isTls = url.startsWith('https:');
  return {
    request(options: http.RequestOptions, answered: (response: http.IncomingMessage) => void): http.ClientRequest {
      const request = isTls ? https.request(options, answered) : http.request(options, answered);
      request.once('socket', (socket) => socket.once(isTls ? 'secureConnect' : 'connect', connected));
      return request;
    },
  };
}

class BodyTooLong extends Error {}

async function incomingOf(response: AxiosResponse<Readable>, outgoing: Outgoing): Promise<Incoming> {
  const isSuccess = response.status >= 200 && response.status < 300;
  const limit = isSuccess ? outgoing.maxBytes : Math.min(outgoing.maxBytes, LONGEST_REFUSAL_BYTES);
  const overflow = isSuccess ? outgoing.overflow : 'cut';
  return {
    status: response.status,
    requestId: headerOf(response, 'x-request-id'),
    retryAfterSeconds: retryAfterSeconds(headerOf(response, 'retry-after'), Date.now()),
    bytes: await readBody(response.data, limit, overflow),
  };
}

async function readBody(stream: Readable, limit: number, overflow: Outgoing['overflow']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= limit) continue;
    if (overflow === 'fail') throw new BodyTooLong();
    break; // leaving the loop closes the stream
  }
  return Buffer.concat(chunks).subarray(0, limit);
}

function headerOf(response: AxiosResponse, name: string): string | null {
  const value: unknown = response.headers[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function codeOf(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code !== undefined && /^[A-Z0-9_]{1,40}$/.test(code) ? code : null;
}
