import { ApiProperty } from '@nestjs/swagger';

export class WriteBehindAnswer {
  /** Workers whose last beat is not yet written. */
  readonly backlog!: number;
  /** When beats were last written; null before the first. */
  @ApiProperty({ type: String, nullable: true })
  readonly last_flush_at!: string | null;
}

export class JournalTailAnswer {
  /** Id of the last entry that was read; null before the first contact with Redis. */
  @ApiProperty({ type: String, nullable: true })
  readonly position!: string | null;
  /** When that entry was recorded; null when there is none. */
  @ApiProperty({ type: String, nullable: true })
  readonly last_entry_at!: string | null;
}

export class ReadinessDetails {
  /** False until it is known what was decided; beats are refused until then. */
  readonly intents_loaded!: boolean;
  readonly write_behind!: WriteBehindAnswer;
  readonly journal!: JournalTailAnswer;
  /** How late the process comes to do things: 99th percentile of the last one or two minutes. */
  readonly event_loop_delay_p99_ms!: number;
}

/** Contract, section 1.6, and details. */
export class ReadinessAnswer {
  @ApiProperty({ enum: ['ready', 'not_ready'] })
  readonly status!: 'ready' | 'not_ready';
  /** `ok`, or what is wrong. */
  readonly redis!: string;
  /** Always `skipped`: there is no database. */
  readonly mysql!: string;
  readonly timestamp!: string;
  readonly details!: ReadinessDetails;
}

/** What the averages are worth. */
export class SloSample {
  readonly workers_live!: number;
  /** Live workers that probed something; the averages are over what they probed. */
  readonly workers_reporting!: number;
  readonly probed_emails!: number;
  /** The averages are over totals since each worker's start. */
  @ApiProperty({ enum: ['cumulative', 'none'] })
  readonly basis!: 'cumulative' | 'none';
}

/** Contract, section 1.6, and the sample. */
export class Slo {
  readonly timestamp!: string;
  readonly incident_count!: number;
  /** Fraction 0..1; null when nobody probed anything. */
  @ApiProperty({ type: Number, nullable: true })
  readonly probe_unknown_rate_avg!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly probe_tempfail_rate_avg!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly probe_reject_rate_avg!: number | null;
  readonly screening_processed_total!: number;
  readonly probe_processed_total!: number;
  readonly sample!: SloSample;
}

export class SloAnswer {
  readonly data!: Slo;
}
