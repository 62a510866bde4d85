import type { LaravelTrace, LaravelTraceAttempt, LaravelTraceRoute, TraceRow } from '@app/contracts';
import { finalAttempt } from '@app/smtp-policy';
import { laravelTime } from '../../laravel/laravel-time.js';

/**
 * A trace as the API tells it (contract, section 1.9): nothing is null that was text, and what stands only in the
 * attempt that decided is lifted from there, as today's workers write it nowhere else. Fields that nobody knows are
 * left out: a row tells an address by its hash alone.
 */
export function traceRow(trace: LaravelTrace): TraceRow {
  const final = finalAttempt(trace);
  const fields = {
    smtp_code: lifted(trace.smtp_code, final?.smtp_code ?? null),
    enhanced_code: lifted(trace.enhanced_code, final?.enhanced_code ?? null),
    retry_strategy: lifted(trace.retry_strategy, final?.retry_strategy ?? null),
    reason_tag: lifted(trace.reason_tag, final?.reason_tag ?? null),
  };
  return {
    id: trace.id,
    verification_job_id: trace.verification_job_id ?? '',
    verification_job_chunk_id: trace.verification_job_chunk_id ?? '',
    email_hash: /^[0-9a-f]{64}$/i.test(trace.email_hash) ? trace.email_hash : '',
    provider: trace.provider,
    policy_version: trace.policy_version ?? '',
    matched_rule_id: trace.matched_rule_id ?? '',
    decision_class: trace.decision_class,
    smtp_code: fields.smtp_code.text,
    enhanced_code: fields.enhanced_code.text,
    retry_strategy: fields.retry_strategy.text,
    reason_tag: fields.reason_tag.text,
    confidence_hint: trace.confidence_hint,
    session_strategy_id: trace.session_strategy_id ?? '',
    attempt_route: trace.attempt_route && knownRoute(trace.attempt_route),
    attempt_chain: trace.attempt_chain.map(knownAttempt),
    observed_at: timeOf(trace.observed_at),
    created_at: timeOf(trace.created_at),
    unfolded_class: unfoldedClass(trace),
    lifted: Object.entries(fields).flatMap(([name, { isLifted }]) => (isLifted ? [name] : [])),
  };
}

/**
 * The class of the attempt that decided. Rows of today's workers know `undeliverable` and `unknown` alone: what may be
 * tried again and what a policy blocked was folded into them.
 */
export function unfoldedClass(trace: LaravelTrace): string {
  return finalAttempt(trace)?.decision_class ?? trace.decision_class;
}

interface Lifted {
  readonly text: string;
  readonly isLifted: boolean;
}

function lifted(own: string | null, inChain: string | number | null): Lifted {
  if (own !== null || inChain === null) return { text: own ?? '', isLifted: false };
  return { text: String(inChain), isLifted: true };
}

function timeOf(instant: string | null): string {
  return instant === null ? '' : laravelTime(instant);
}

function knownRoute(route: LaravelTraceRoute): LaravelTraceRoute {
  const { route: name, mx_host, attempt_number, worker_id, pool, preferred_pool, provider, routing_provider } = route;
  return { route: name, mx_host, attempt_number, worker_id, pool, preferred_pool, provider, routing_provider };
}

function knownAttempt(attempt: LaravelTraceAttempt): LaravelTraceAttempt {
  const { attempt_number, mx_host, attempt_route, decision_class, reason_code, reason_tag, retry_strategy } = attempt;
  const { smtp_code, enhanced_code, provider_profile, confidence_hint, evidence_strength } = attempt;
  const { worker_id, pool, provider } = attempt;
  return {
    attempt_number,
    mx_host,
    attempt_route,
    decision_class,
    reason_code,
    reason_tag,
    retry_strategy,
    smtp_code,
    enhanced_code,
    provider_profile,
    confidence_hint,
    evidence_strength,
    worker_id,
    pool,
    provider,
  };
}
