import type { RegistrySource } from '@app/contracts';
import { type Copied, LaravelError } from '@app/laravel-client';
import { Failure } from '../common/failure.js';
import { wireTime } from '../common/wire-time.js';

/**
 * Turns what the Laravel client threw into what a caller can act on; whatever else was thrown is a defect and goes on.
 * @throws Failure, always
 */
export function fromLaravel(thrown: unknown): never {
  if (!(thrown instanceof LaravelError)) throw thrown;
  throw laravelFailure(thrown);
}

/** What a caller can act on; the text says whether anything changed (contract, section 9 and Appendix A). */
export function laravelFailure(error: LaravelError): Failure {
  const cause = error;
  const trace = ` (request ${error.requestId})`;
  switch (error.kind) {
    case 'not_configured':
      return new Failure('laravel_not_configured', `${NOT_CONFIGURED} Nothing was changed.`, { cause });
    case 'broken_contract':
      return new Failure('laravel_broken_contract', `${error.message}. ${fateOf(error)}${trace}`, { cause });
    case 'refused':
      return refusal(error, trace);
    default:
      return new Failure('laravel_unavailable', `${whyAway(error)} ${fateOf(error)}${trace}`, {
        retryAfterSeconds: error.retryAfterSeconds ?? 5,
        cause,
      });
  }
}

/** Where a list comes from, for its reader. */
export function registrySource({ fetchedAt, problem }: Copied<unknown>, now: number): RegistrySource {
  return {
    state: problem === null ? 'fresh' : 'last_good',
    fetched_at: wireTime(fetchedAt),
    age_seconds: Math.max(0, Math.floor((now - fetchedAt) / 1_000)),
    problem: problem === null ? null : laravelFailure(problem).message,
  };
}

const NOT_CONFIGURED =
  'No Laravel application is configured: set LARAVEL_INTERNAL_API_BASE_URL and LARAVEL_INTERNAL_API_TOKEN.';

function refusal(error: LaravelError, trace: string): Failure {
  const cause = error;
  const text = error.message === '' ? `Laravel refused (${String(error.status)})` : error.message;
  switch (error.status) {
    case 401:
    case 403: {
      const message = `Laravel does not accept the control plane's token: check LARAVEL_INTERNAL_API_TOKEN. Nothing was changed.${trace}`;
      return new Failure('laravel_token_refused', message, { cause });
    }
    case 404:
      return new Failure('not_found', `Laravel has no such record. Nothing was changed.${trace}`, { cause });
    case 409:
      return new Failure('registry_refused', `${text} Nothing was changed.${trace}`, { cause });
    case 422:
      return new Failure('registry_invalid', `${text} Nothing was changed.${trace}`, { fields: error.fields, cause });
    case 429: {
      const message = `Laravel takes no more requests for now. Nothing was changed.${trace}`;
      return new Failure('laravel_unavailable', message, { retryAfterSeconds: error.retryAfterSeconds ?? 30, cause });
    }
    default:
      return new Failure('laravel_broken_contract', `${text} Nothing was changed.${trace}`, { cause });
  }
}

function whyAway(error: LaravelError): string {
  switch (error.kind) {
    case 'timed_out':
      return 'Laravel did not answer in time.';
    case 'circuit_open':
      return 'Laravel has failed repeatedly and is left alone for a few seconds.';
    case 'overloaded':
      return 'Too many requests wait for Laravel.';
    case 'upstream':
      return `Laravel failed${error.status === null ? '' : ` (${error.status})`}.`;
    default:
      return 'Laravel cannot be reached.';
  }
}

function fateOf({ mayHaveHappened }: LaravelError): string {
  return mayHaveHappened
    ? 'The change may or may not have happened; look before you repeat it.'
    : 'Nothing was changed.';
}
