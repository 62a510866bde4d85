import { COMMAND_PATH, readCommand, type AgentCommand } from './agent-command.js';
import { remember, wasUsed, type NonceMemory } from './nonce-memory.js';
import { isSameSecret, signatureOf } from './signature.js';

/** A request as it came. Header names are lower-case; a missing header is undefined. */
export interface AgentRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came: the signature is over them. */
  readonly body: Uint8Array;
}

export interface AgentRules {
  readonly token: string;
  readonly secret: string;
  /** How far the clocks may be apart, in seconds; less than 5 counts as 5. */
  readonly signatureTtlSeconds: number;
  readonly allowedService: string;
}

/** The memory to go on with is in both: a request that is refused after a good signature has used its nonce. */
export type CheckedRequest =
  | { readonly kind: 'accepted'; readonly command: AgentCommand; readonly memory: NonceMemory }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string; readonly memory: NonceMemory };

const MIN_TTL_SECONDS = 5;

/**
 * Checks a request in the order of the contract's table (section 6.1); the first failed check is the answer. `now` is
 * in epoch milliseconds.
 */
export function checkRequest(
  request: AgentRequest,
  rules: AgentRules,
  memory: NonceMemory,
  now: number,
): CheckedRequest {
  const refused = (status: number, message: string): CheckedRequest => ({ kind: 'refused', status, message, memory });
  const { method, path, headers, body } = request;
  if (method !== 'POST') return refused(501, 'unsupported_method');
  if (path !== COMMAND_PATH) return refused(404, 'not_found');
  if (rules.secret === '' || !isBearer(headers['authorization'], rules.token)) return refused(401, 'unauthorized');

  const { 'x-timestamp': timestamp, 'x-nonce': nonce, 'x-signature': signature } = headers;
  if (!timestamp || !nonce || !signature) return refused(422, 'missing_signature_headers');
  if (!/^-?\d{1,15}$/.test(timestamp)) return refused(422, 'invalid_timestamp');
  const signedAt = Number(timestamp) * 1_000;
  const ttlMs = Math.max(MIN_TTL_SECONDS, rules.signatureTtlSeconds) * 1_000;
  // Whole seconds, as the header has them: a request signed at the end of a second is not younger than its stamp says.
  if (Math.abs(Math.floor(now / 1_000) * 1_000 - signedAt) > ttlMs) return refused(422, 'signature_expired');
  if (wasUsed(memory, nonce, now)) return refused(409, 'nonce_reused');
  const expected = signatureOf({ method, path, timestamp, nonce, body }, rules.secret);
  if (!isSameSecret(signature, expected)) return refused(401, 'signature_mismatch');

  // From the later of the two clocks: a stamp from the future would outlive a nonce that is kept from now on, and the
  // second more is the one that whole seconds hide.
  const after = remember(memory, nonce, Math.max(now, signedAt) + ttlMs + 1_000, now);
  if (!after) return refused(503, 'nonce_memory_full');
  const read = readCommand(body, rules.allowedService);
  if (read.kind === 'refused') return { kind: 'refused', status: read.status, message: read.message, memory: after };
  return { kind: 'accepted', command: read.command, memory: after };
}

function isBearer(header: string | undefined, token: string): boolean {
  // Without a token, as without a secret, all is refused: the empty one is everybody's.
  return token !== '' && header !== undefined && isSameSecret(header, `Bearer ${token}`);
}
