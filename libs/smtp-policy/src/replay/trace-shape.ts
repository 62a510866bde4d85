import type { LaravelTrace } from '@app/contracts';

/**
 * All that a replay looks at in a trace, as text: traces of one shape of one chunk become the same. Of hosts it counts
 * only which of them are the same one.
 */
export function shapeOf(trace: LaravelTrace): string {
  const { policy_version: version, matched_rule_id: rule, decision_class: decisionClass, attempt_chain: chain } = trace;
  const parts: unknown[] = [version, rule, decisionClass, trace.attempt_route?.attempt_number ?? null];
  for (const attempt of chain) {
    parts.push(
      attempt.attempt_number,
      chain.findIndex(({ mx_host: host }) => host === attempt.mx_host),
      attempt.smtp_code,
      attempt.enhanced_code,
      attempt.provider_profile,
      attempt.decision_class,
      attempt.reason_code,
      attempt.reason_tag,
      attempt.retry_strategy,
      attempt.confidence_hint,
    );
  }
  return JSON.stringify(parts);
}
