import { Failure } from './failure.js';

const NEVER_SENT = /isn't writeable|Connection is closed/;

/**
 * Turns what a store threw while writing into what the caller can know: either the command was never sent, or its
 * answer was lost and the write may have happened.
 * @throws Failure store_unavailable, always
 */
export function storeFailure(cause: unknown): never {
  const neverSent = cause instanceof Error && NEVER_SENT.test(cause.message);
  const message = neverSent
    ? 'Redis is away. Nothing was changed; try again when it is back.'
    : 'Redis did not confirm. The change may or may not have happened; look before you repeat it.';
  throw new Failure('store_unavailable', message, { retryAfterSeconds: 2, cause });
}
