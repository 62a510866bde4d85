import type { LaravelTrace, LaravelTraceAttempt } from '@app/contracts';
import type { NamedRule } from '../replay/recorded-attempt.js';

/**
 * The attempt that decided the address; null: the chain does not tell. The row names its number, a chain of one needs
 * no name.
 */
export function finalAttempt({ attempt_route: route, attempt_chain: chain }: LaravelTrace): LaravelTraceAttempt | null {
  const number = route?.attempt_number ?? null;
  if (number === null) return chain.length === 1 ? (chain[0] ?? null) : null;
  return chain.find((attempt) => attempt.attempt_number === number) ?? null;
}

/** What the row says of the attempt's rule: it names that of the final one, and of no other. */
export function namedRuleOf(trace: LaravelTrace, attempt: LaravelTraceAttempt): NamedRule {
  return attempt === finalAttempt(trace) ? trace.matched_rule_id : undefined;
}
