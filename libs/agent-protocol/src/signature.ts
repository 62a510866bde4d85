import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { COMMAND_PATH } from './agent-command.js';

/** What a signature is over. `body` is the bytes as they are sent: a text that is encoded again has another hash. */
export interface SignedParts {
  readonly method: string;
  readonly path: string;
  /** Seconds since 1970, as in the header. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: Uint8Array | string;
}

/** Lower-case hex HMAC-SHA256 over method, path, timestamp, nonce and the body's SHA-256, a line each (section 6.1). */
export function signatureOf({ method, path, timestamp, nonce, body }: SignedParts, secret: string): string {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', secret).update([method, path, timestamp, nonce, bodyHash].join('\n')).digest('hex');
}

export interface SigningFacts {
  readonly token: string;
  readonly secret: string;
  /** Exactly the bytes that will be sent. */
  readonly body: Uint8Array | string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Never used before; a UUID. */
  readonly nonce: string;
}

/** The headers that let a request through: a type alias, so that it is also a plain record for `fetch` and axios. */
export type SignedHeaders = {
  readonly Authorization: string;
  readonly 'X-Timestamp': string;
  readonly 'X-Nonce': string;
  readonly 'X-Signature': string;
};

/** The headers of a command to an agent. Send the very same body by `POST` to `COMMAND_PATH`. */
export function signCommand({ token, secret, body, now, nonce }: SigningFacts): SignedHeaders {
  const timestamp = String(Math.floor(now / 1_000));
  const parts = { method: 'POST', path: COMMAND_PATH, timestamp, nonce, body };
  return {
    Authorization: `Bearer ${token}`,
    'X-Timestamp': timestamp,
    'X-Nonce': nonce,
    'X-Signature': signatureOf(parts, secret),
  };
}

/** Compares secrets in a time that tells nothing of where they differ, nor how long they are. */
export function isSameSecret(given: string, known: string): boolean {
  return timingSafeEqual(digest(given), digest(known));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
