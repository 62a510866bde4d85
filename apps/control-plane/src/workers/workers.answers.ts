import {
  type Basis,
  type Convergence,
  DESIRED_STATES,
  type Decision,
  type DesiredState,
  type Explanation,
  type JournalEntry,
  type JournalSource,
  type Measured,
  PRESENCES,
  type Presence,
  type WorkerIntentView,
  type WorkerRates,
  type WorkerRow,
} from '@app/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const BASES: readonly Basis[] = ['window', 'cumulative', 'none'];
const CONVERGENCES: readonly Convergence[] = ['accepted', 'told', 'effective'];
const SOURCES: readonly JournalSource[] = ['operator', 'automation', 'worker'];

export class DecisionAnswer implements Decision {
  readonly actor!: string;
  readonly reason!: string;
  readonly at!: string;
  /** When it stops counting; null means when somebody changes it. */
  @ApiProperty({ type: String, nullable: true })
  readonly expires_at!: string | null;
}

export class MeasuredAnswer implements Measured {
  /** Null when there is nothing to measure. */
  @ApiProperty({ type: Number, nullable: true })
  readonly value!: number | null;
  /** How much it was computed from. */
  readonly sample!: number;
  @ApiProperty({ enum: BASES })
  readonly basis!: Basis;
}

export class WorkerRatesAnswer implements WorkerRates {
  readonly window_seconds!: number;
  readonly emails_per_second!: MeasuredAnswer;
  readonly errors_per_minute!: MeasuredAnswer;
  readonly tempfail_rate!: MeasuredAnswer;
  readonly reject_rate!: MeasuredAnswer;
  readonly unknown_rate!: MeasuredAnswer;
}

export class WorkerIntentAnswer implements WorkerIntentView {
  /** The wish below a quarantine, or the wish itself. */
  @ApiProperty({ enum: DESIRED_STATES })
  readonly desired!: DesiredState;
  @ApiProperty({ type: DecisionAnswer, nullable: true })
  readonly decision!: DecisionAnswer | null;
  @ApiProperty({ type: DecisionAnswer, nullable: true })
  readonly quarantine!: DecisionAnswer | null;
  readonly revision!: number;
}

export class ExplanationAnswer implements Explanation {
  @ApiProperty({ type: String })
  readonly code!: Explanation['code'];
  readonly text!: string;
}

const figures = { type: 'object', additionalProperties: { type: 'number' } } as const;

/** A worker: the contract's object and what the table shows. */
export class WorkerAnswer implements WorkerRow {
  readonly worker_id!: string;
  readonly host!: string;
  readonly ip_address!: string;
  readonly pool!: string;
  @ApiProperty({ enum: PRESENCES })
  readonly presence!: Presence;
  /** What the worker said it is: an echo of what it was told, not proof that work has stopped. */
  @ApiProperty({ enum: DESIRED_STATES })
  readonly status!: DesiredState;
  /** What it is told now. */
  @ApiProperty({ enum: DESIRED_STATES })
  readonly desired_state!: DesiredState;
  readonly quarantined!: boolean;
  /** How far the last decision has come: stored, told, confirmed. */
  @ApiProperty({ enum: CONVERGENCES })
  readonly convergence!: Convergence;
  @ApiProperty({ type: String, nullable: true })
  readonly converging_since!: string | null;
  readonly last_heartbeat_at!: string;
  readonly heartbeat_age_seconds!: number;
  readonly session_strategy_id!: string;
  readonly rates!: WorkerRatesAnswer;
  readonly intent!: WorkerIntentAnswer;
  readonly why!: ExplanationAnswer;
  readonly version?: string;
  readonly tags?: string[];
  readonly current_job_id?: string;
  readonly current_chunk_id?: string;
  readonly correlation_id?: string;
  @ApiProperty({ type: 'object', additionalProperties: figures })
  readonly stage_metrics!: Record<string, Record<string, number>>;
  @ApiProperty(figures)
  readonly smtp_metrics!: Record<string, number>;
  @ApiProperty({ type: 'array', required: false, items: { type: 'object', additionalProperties: true } })
  readonly provider_metrics?: Record<string, unknown>[];
  @ApiProperty(figures)
  readonly routing_metrics!: Record<string, number>;
  @ApiProperty(figures)
  readonly session_metrics!: Record<string, number>;
  @ApiProperty(figures)
  readonly attempt_route_metrics!: Record<string, number>;
  readonly retry_anti_affinity_hits?: number;
  @ApiPropertyOptional(figures)
  readonly unknown_reason_tags?: Record<string, number>;
  @ApiPropertyOptional(figures)
  readonly reason_tag_counters?: Record<string, number>;
  readonly pool_health_hint?: number;
}

export class WorkerListMeta {
  /** How many match, on all pages together. */
  readonly total!: number;
  @ApiProperty({ type: String, nullable: true })
  readonly next_cursor!: string | null;
}

export class WorkerListAnswer {
  readonly data!: WorkerAnswer[];
  readonly meta!: WorkerListMeta;
}

/** A line of the journal. */
export class JournalEntryAnswer implements Omit<JournalEntry, 'kind' | 'before' | 'after'> {
  readonly id!: string;
  readonly at!: string;
  readonly actor!: string;
  @ApiProperty({ enum: SOURCES })
  readonly source!: JournalSource;
  readonly action!: string;
  readonly target!: string;
  readonly reason!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly request_id!: string | null;
}

export class WorkerDetail extends WorkerAnswer {
  /** The newest decisions about this worker, newest first. */
  readonly recent_decisions!: JournalEntryAnswer[];
}

export class WorkerDetailAnswer {
  readonly data!: WorkerDetail;
}

export class WorkerActionResult {
  readonly worker_id!: string;
  /** The wish that was stored; while quarantined the worker is told `effective_state` all the same. */
  @ApiProperty({ enum: DESIRED_STATES })
  readonly desired_state!: DesiredState;
  /** What the worker will be told with its next beat. */
  @ApiProperty({ enum: DESIRED_STATES })
  readonly effective_state!: DesiredState;
  readonly intent_revision!: number;
  @ApiProperty({ type: String, nullable: true })
  readonly expires_at!: string | null;
}

export class QuarantineResult {
  readonly worker_id!: string;
  @ApiProperty({ enum: ['on', 'off'] })
  readonly quarantine!: 'on' | 'off';
  /** What the worker will be told with its next beat. */
  @ApiProperty({ enum: DESIRED_STATES })
  readonly desired_set!: DesiredState;
  readonly intent_revision!: number;
  @ApiProperty({ type: String, nullable: true })
  readonly expires_at!: string | null;
}
