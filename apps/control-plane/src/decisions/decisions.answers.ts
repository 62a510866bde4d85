import type {
  AttemptExplanation,
  DecisionExplanation,
  LaravelTraceAttempt,
  LaravelTraceRoute,
  ReplayVerdict,
  RuleCheck,
  TracePageMeta,
  TraceRow,
} from '@app/contracts';
import { PROVIDERS, type Provider } from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';

export class TraceRouteAnswer implements LaravelTraceRoute {
  @ApiProperty({ type: String, nullable: true })
  readonly route!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly mx_host!: string | null;
  /** Which attempt decided. */
  @ApiProperty({ type: Number, nullable: true })
  readonly attempt_number!: number | null;
  @ApiProperty({ type: String, nullable: true })
  readonly worker_id!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly pool!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly preferred_pool!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly provider!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly routing_provider!: string | null;
}

export class TraceAttemptAnswer implements LaravelTraceAttempt {
  @ApiProperty({ type: Number, nullable: true })
  readonly attempt_number!: number | null;
  @ApiProperty({ type: String, nullable: true })
  readonly mx_host!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly attempt_route!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly decision_class!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly reason_code!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly reason_tag!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly retry_strategy!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly smtp_code!: number | null;
  @ApiProperty({ type: String, nullable: true })
  readonly enhanced_code!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly provider_profile!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly confidence_hint!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly evidence_strength!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly worker_id!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly pool!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly provider!: string | null;
}

export class TraceRowAnswer implements TraceRow {
  readonly id!: number;
  readonly verification_job_id!: string;
  readonly verification_job_chunk_id!: string;
  readonly email_hash!: string;
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  readonly policy_version!: string;
  readonly matched_rule_id!: string;
  /** As the row has it: today's workers write `undeliverable` and `unknown` alone. */
  readonly decision_class!: string;
  readonly smtp_code!: string;
  readonly enhanced_code!: string;
  readonly retry_strategy!: string;
  readonly reason_tag!: string;
  readonly confidence_hint!: string;
  readonly session_strategy_id!: string;
  @ApiProperty({ type: TraceRouteAnswer, nullable: true })
  readonly attempt_route!: LaravelTraceRoute | null;
  @ApiProperty({ type: [TraceAttemptAnswer] })
  readonly attempt_chain!: readonly LaravelTraceAttempt[];
  readonly observed_at!: string;
  readonly created_at!: string;
  /** The class of the attempt that decided, before it was folded. */
  readonly unfolded_class!: string;
  /** Fields that were taken from that attempt, as the row itself has none. */
  @ApiProperty({ type: [String] })
  readonly lifted!: readonly string[];
}

export class TracePageMetaAnswer implements TracePageMeta {
  readonly limit!: number;
  /** 0: there is no older one. */
  readonly next_before_id!: number;
  readonly scanned!: number;
  /** True: the search ended before it found enough; go on with `next_before_id`. */
  readonly is_partial!: boolean;
}

export class TraceListAnswer {
  readonly data!: TraceRowAnswer[];
  readonly meta!: TracePageMetaAnswer;
}

export class TraceAnswer {
  readonly data!: TraceRowAnswer;
}

export class RuleCheckAnswer implements RuleCheck {
  @ApiProperty({ enum: ['enhanced_rules', 'smtp_code_rules', 'message_rules'] })
  readonly list!: RuleCheck['list'];
  readonly index!: number;
  readonly rule_id!: string;
  @ApiProperty({ enum: ['matched', 'not_matched', 'unknown', 'not_reached'] })
  readonly result!: RuleCheck['result'];
  readonly because!: string;
}

export class RecordedAttemptAnswer {
  @ApiProperty({ type: String, nullable: true })
  readonly decision_class!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly reason_code!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly reason_tag!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly confidence_hint!: string | null;
}

export class AttemptExplanationAnswer implements AttemptExplanation {
  @ApiProperty({ type: Number, nullable: true })
  readonly attempt_number!: number | null;
  @ApiProperty({ type: String, nullable: true })
  readonly mx_host!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly smtp_code!: number | null;
  @ApiProperty({ type: String, nullable: true })
  readonly enhanced_code!: string | null;
  readonly profile!: string;
  readonly recorded!: RecordedAttemptAnswer;
  readonly is_final!: boolean;
  /** In the order a worker asks them. */
  @ApiProperty({ type: [RuleCheckAnswer] })
  readonly checks!: readonly RuleCheck[];
  @ApiProperty({ enum: ['rule', 'fallback', 'no_reply', 'unknown'] })
  readonly decided_by!: AttemptExplanation['decided_by'];
  readonly because!: string;
}

export class ReplayVerdictAnswer implements ReplayVerdict {
  readonly version!: string;
  @ApiProperty({ enum: ['exact', 'inferred', 'indeterminate', 'truncated', 'unaffected'] })
  readonly kind!: ReplayVerdict['kind'];
  @ApiProperty({ type: String, nullable: true })
  readonly recorded_class!: string | null;
  /** The classes that are possible; null is an attempt without a decision. */
  @ApiProperty({ type: 'array', items: { type: 'string', nullable: true } })
  readonly classes!: readonly (string | null)[];
  @ApiProperty({ type: String, nullable: true })
  readonly rule_id!: string | null;
  readonly because!: string;
}

export class DecisionExplanationAnswer implements DecisionExplanation {
  @ApiProperty({ type: TraceRowAnswer })
  readonly trace!: TraceRow;
  @ApiProperty({ type: String, nullable: true })
  readonly policy_version!: string | null;
  @ApiProperty({ enum: ['named_by_row', 'active_now', 'built_in', 'unknown'] })
  readonly policy_basis!: DecisionExplanation['policy_basis'];
  @ApiProperty({ type: [AttemptExplanationAnswer] })
  readonly attempts!: readonly AttemptExplanation[];
  readonly summary!: string;
  @ApiProperty({ type: [String] })
  readonly not_known!: readonly string[];
  @ApiProperty({ type: ReplayVerdictAnswer, nullable: true })
  readonly replay!: ReplayVerdict | null;
}

export class DecisionExplainedAnswer {
  readonly data!: DecisionExplanationAnswer;
}
