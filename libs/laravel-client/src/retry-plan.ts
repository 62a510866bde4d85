import type { LaravelError } from './laravel-error.js';

/** A longer wait that Laravel asks for is the caller's to keep: a person is waiting for this call. */
const LONGEST_ASKED_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5_000;

export interface RetryPlan {
  readonly retryMax: number;
  readonly retryBackoffMs: number;
}

/**
 * How long to wait before a failed read is sent again, in milliseconds; null: not at all. Full jitter: anything between
 * nothing and a bound that doubles with each retry, so that callers who failed together do not come back together.
 * `retries` were made already; `random` lies within 0..1.
 */
export function retryWaitMs(error: LaravelError, retries: number, plan: RetryPlan, random: number): number | null {
  if (retries >= plan.retryMax || !isWorthRepeating(error)) return null;
  const askedMs = (error.retryAfterSeconds ?? 0) * 1_000;
  if (askedMs > LONGEST_ASKED_WAIT_MS) return null;
  const bound = Math.min(LONGEST_WAIT_MS, plan.retryBackoffMs * 2 ** retries);
  return Math.max(askedMs, Math.round(random * bound));
}

/** What may be over in a moment. An answer that is well formed and still wrong will be the same again. */
function isWorthRepeating({ kind, status, code }: LaravelError): boolean {
  if (kind === 'unreachable' || kind === 'timed_out' || kind === 'upstream') return true;
  return status === 429 || code === 'decode_failed';
}
