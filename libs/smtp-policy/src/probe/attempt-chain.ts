import type { Conversation } from './conversation.js';
import type { Verdict } from '../reply/judge-reply.js';
import { attempt, type Attempt, type Dialogue } from './attempt.js';

/** What is known of an address after all attempts. */
export interface Chain {
  readonly attempts: readonly Attempt[];
  /** Place of the deciding one in `attempts`, from 1. */
  readonly decidedBy: number;
  readonly result: Attempt;
}

/** As much of a verdict as steers the attempts. */
export type Judged = Pick<Verdict, 'decisionClass' | 'category' | 'reason'>;

const UNSETTLED_REASONS = ['smtp_timeout', 'smtp_connect_timeout', 'smtp_tempfail'];
const RANK = { valid: 2, risky: 1, invalid: 0 };

/**
 * Tries the hosts in order, each once and as often again as `retries` says, until a result is final (worker behaviour,
 * section 8). A worker waits between tries; servers that are simulated are ready at once.
 * @param hosts not empty, best first, no more than are to be tried
 */
export function attemptChain(
  hosts: readonly string[],
  retries: number,
  dialogue: Dialogue,
  converse: (host: string, attemptNumber: number) => Conversation,
): Chain {
  const attempts: Attempt[] = [];
  const lastOfHosts: number[] = [];
  for (const host of hosts) {
    let last: Attempt;
    let tries = 0;
    do {
      tries += 1;
      last = attempt(converse(host, attempts.length + 1), host, dialogue);
      attempts.push(last);
    } while (tries <= retries && isWorthAnotherTry(last));
    lastOfHosts.push(attempts.length);
    if (!isWorthAnotherHost(last)) return chain(attempts, attempts.length);
  }
  return chain(attempts, bestOf(lastOfHosts, attempts));
}

/** Whether the same host is asked again, as long as tries are left. */
export function isWorthAnotherTry({ verdict }: { readonly verdict: Judged }): boolean {
  if (verdict.category === 'valid') return false;
  if (verdict.decisionClass === 'retryable') return true;
  const isDecided = verdict.decisionClass === 'policy_blocked' || verdict.decisionClass === 'undeliverable';
  return !isDecided && UNSETTLED_REASONS.includes(verdict.reason);
}

/** Whether the next host is asked: also what a policy blocks, since its reason counts as a temporary failure. */
export function isWorthAnotherHost({ verdict }: { readonly verdict: Judged }): boolean {
  if (verdict.category === 'valid') return false;
  return ['retryable', 'unknown'].includes(verdict.decisionClass ?? '') || UNSETTLED_REASONS.includes(verdict.reason);
}

/** The first of the best: usually the last try on the first host. */
export function bestOf(places: readonly number[], attempts: readonly { readonly verdict: Judged }[]): number {
  const rank = (place: number) => RANK[attempts[place - 1]?.verdict.category ?? 'invalid'];
  return places.reduce((best, place) => (rank(place) > rank(best) ? place : best));
}

function chain(attempts: readonly Attempt[], decidedBy: number): Chain {
  const result = attempts[decidedBy - 1];
  if (result === undefined) throw new Error('An address was not tried at all');
  return { attempts, decidedBy, result };
}
