import type { RegistrySource } from '@app/contracts';
import { type Copied, LaravelError } from '@app/laravel-client';
import { Failure, type FailureCode } from '../common/failure.js';
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
  const { kind, status, fields, retryAfterSeconds } = error;
  const message = `${messageOf(error)} (request ${error.requestId})`;
  const code = kind === 'refused' ? (CODE_OF_STATUS[status ?? 0] ?? 'laravel_broken_contract') : CODE_OF_KIND[kind];
  const retry = code === 'laravel_unavailable' ? { retryAfterSeconds: retryAfterSeconds ?? 5 } : {};
  return new Failure(code, message, { fields: code === 'registry_invalid' ? fields : [], ...retry, cause: error });
}

/** Where a list comes from, for its reader. */
export function registrySource({ fetchedAt, problem }: Copied<unknown>, now: number): RegistrySource {
  return {
    state: problem === null ? 'fresh' : 'last_good',
    fetched_at: wireTime(fetchedAt),
    age_seconds: Math.max(0, Math.floor((now - fetchedAt) / 1_000)),
    problem: problem === null ? null : `${problem.message} (request ${problem.requestId})`,
  };
}

const CODE_OF_KIND = {
  not_configured: 'laravel_not_configured',
  broken_contract: 'laravel_broken_contract',
  unreachable: 'laravel_unavailable',
  timed_out: 'laravel_unavailable',
  circuit_open: 'laravel_unavailable',
  overloaded: 'laravel_unavailable',
  upstream: 'laravel_unavailable',
} as const satisfies Readonly<Record<Exclude<LaravelError['kind'], 'refused'>, FailureCode>>;

const CODE_OF_STATUS: Readonly<Record<number, FailureCode>> = {
  401: 'laravel_token_refused',
  403: 'laravel_token_refused',
  404: 'not_found',
  409: 'registry_refused',
  422: 'registry_invalid',
  429: 'laravel_unavailable',
};

function messageOf({ kind, status, message, mayHaveHappened }: LaravelError): string {
  if (kind === 'not_configured') {
    return 'No Laravel application is configured: set LARAVEL_INTERNAL_API_BASE_URL and LARAVEL_INTERNAL_API_TOKEN.';
  }
  const text = status === 401 || status === 403 ? TOKEN_REFUSED : message;
  const sentence = /[.!?]$/.test(text) ? text : `${text}.`;
  return mayHaveHappened || /nothing was/.test(text) ? sentence : `${sentence} Nothing was changed.`;
}

const TOKEN_REFUSED = "Laravel does not accept the control plane's token: check LARAVEL_INTERNAL_API_TOKEN";
