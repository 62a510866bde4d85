import type { LaravelTrace, LaravelTraceAttempt } from './laravel.js';
import type { Provider } from './worker-words.js';

/*
 * Decision traces as the API tells them. The first fields are those of the former service, where nothing is null;
 * what lies only in the attempt chain is lifted from there. Addresses appear as hashes alone.
 */

/** Item of `GET /api/decisions/trace`. */
export interface TraceRow extends Omit<
  LaravelTrace,
  | 'verification_job_id'
  | 'verification_job_chunk_id'
  | 'policy_version'
  | 'matched_rule_id'
  | 'smtp_code'
  | 'enhanced_code'
  | 'retry_strategy'
  | 'reason_tag'
  | 'session_strategy_id'
  | 'observed_at'
  | 'created_at'
> {
  readonly verification_job_id: string;
  readonly verification_job_chunk_id: string;
  readonly policy_version: string;
  readonly matched_rule_id: string;
  readonly smtp_code: string;
  readonly enhanced_code: string;
  readonly retry_strategy: string;
  readonly reason_tag: string;
  readonly session_strategy_id: string;
  readonly observed_at: string;
  readonly created_at: string;
  /** The class of the attempt that decided, before it was folded into `unknown`; the row's own without a chain. */
  readonly unfolded_class: string;
  /** Fields that were taken from the attempt chain, as the row itself has none. */
  readonly lifted: readonly string[];
}

/** `meta` of the list. */
export interface TracePageMeta {
  readonly limit: number;
  /** 0: there is no older one. */
  readonly next_before_id: number;
  /** How many rows were looked at to find these; more than `limit` when the filter is ours and not Laravel's. */
  readonly scanned: number;
  /** True: the scan ended before it found enough; go on with `next_before_id`. */
  readonly is_partial: boolean;
}

/** What one rule had to say to one reply. */
export interface RuleCheck {
  readonly list: 'enhanced_rules' | 'smtp_code_rules' | 'message_rules';
  /** Place in its list, from 0. */
  readonly index: number;
  readonly rule_id: string;
  /** `unknown`: it needs the text of the reply, which is stored nowhere. */
  readonly result: 'matched' | 'not_matched' | 'unknown' | 'not_reached';
  /** Why, in a sentence. */
  readonly because: string;
}

/** One attempt of a trace, explained under one policy. */
export interface AttemptExplanation {
  readonly attempt_number: number | null;
  readonly mx_host: string | null;
  readonly smtp_code: number | null;
  readonly enhanced_code: string | null;
  readonly profile: string;
  readonly recorded: Pick<LaravelTraceAttempt, 'decision_class' | 'reason_code' | 'reason_tag' | 'confidence_hint'>;
  readonly is_final: boolean;
  readonly checks: readonly RuleCheck[];
  /** What decided: a rule, the fallback built into workers, no reply at all, or nobody can tell. */
  readonly decided_by: 'rule' | 'fallback' | 'no_reply' | 'unknown';
  readonly because: string;
}

export interface ReplayVerdict {
  readonly version: string;
  readonly kind: 'exact' | 'inferred' | 'indeterminate' | 'truncated' | 'unaffected';
  readonly recorded_class: string | null;
  /** The classes that are possible; one where it is decided. */
  readonly classes: readonly (string | null)[];
  readonly rule_id: string | null;
  readonly because: string;
}

/** `GET /api/decisions/{id}/explain?version=`: why a probe was decided as it was, and what is not known. */
export interface DecisionExplanation {
  readonly trace: TraceRow;
  /** The policy it is explained by: that of the row, else what was in force; null: none is known. */
  readonly policy_version: string | null;
  /** How that policy is known. */
  readonly policy_basis: 'named_by_row' | 'active_now' | 'built_in' | 'unknown';
  readonly attempts: readonly AttemptExplanation[];
  readonly summary: string;
  /** What nobody can know from the trace, in sentences. */
  readonly not_known: readonly string[];
  /** Under the asked version; null when none was asked. */
  readonly replay: ReplayVerdict | null;
}

/** Which traces a page shows, besides Laravel's own filters. */
export interface TraceFilter {
  readonly provider?: Provider;
  /** Of the unfolded class. */
  readonly decision_class?: string;
  readonly reason_tag?: string;
  readonly policy_version?: string;
}
