import {
  type Basis,
  MODE_SOURCES,
  type ModeSource,
  PROVIDERS,
  PROVIDER_MODES,
  type Provider,
  type ProviderFiguresMeta,
  type ProviderMode,
  type ProviderRow,
  type ProviderStatus,
  type RateBasis,
  type UnknownReasonRow,
  type UnknownTagRow,
} from '@app/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { wholeNumber } from '../common/text-rules.js';

const STATUSES: readonly ProviderStatus[] = ['healthy', 'warning', 'critical', 'no_data'];
const BASES: readonly Basis[] = ['window', 'cumulative', 'none'];
const WEIGHTS: readonly RateBasis['weighted_by'][] = ['volume', 'workers', 'none'];

export class FiguresQuery {
  /** How far back the figures look, in seconds; rounded up to whole minutes. */
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(60)
  @Max(86_400)
  @ApiPropertyOptional({ default: 600 })
  readonly window_seconds: number = 600;
}

export class FiguresTracesAnswer {
  readonly count!: number;
  @ApiProperty({ type: String, nullable: true })
  readonly from!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly to!: string | null;
  /** Why there are none, or no newer ones; null when nothing is wrong. */
  @ApiProperty({ type: String, nullable: true })
  readonly problem!: string | null;
}

export class FiguresMetaAnswer implements ProviderFiguresMeta {
  readonly window_seconds!: number;
  readonly measured_at!: string;
  /** How far back this replica has counted work; null: it has counted none yet. */
  @ApiProperty({ type: String, nullable: true })
  readonly counted_since!: string | null;
  readonly traces!: FiguresTracesAnswer;
}

/** What every list of provider figures says of each provider. */
export class ProviderBasisAnswer implements RateBasis {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  @ApiProperty({ enum: PROVIDER_MODES })
  readonly mode!: ProviderMode;
  @ApiProperty({ enum: STATUSES })
  readonly status!: ProviderStatus;
  @ApiProperty({ type: Number, nullable: true })
  readonly tempfail_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly unknown_rate!: number | null;
  /** Null unless workers report it. */
  @ApiProperty({ type: Number, nullable: true })
  readonly policy_blocked_rate!: number | null;
  /** Live workers that report about it. */
  readonly workers!: number;
  @ApiProperty({ enum: BASES })
  readonly basis!: Basis;
  readonly window_seconds!: number;
  /** How many probes the rates are computed from; null: the workers' reports do not tell. */
  @ApiProperty({ type: Number, nullable: true })
  readonly sample!: number | null;
  @ApiProperty({ enum: WEIGHTS })
  readonly weighted_by!: RateBasis['weighted_by'];
  /** Why a figure is missing, or what to know about it: field name to sentence. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  readonly why!: Record<string, string>;
}

export class ProviderAnswer extends ProviderBasisAnswer implements ProviderRow {
  @ApiProperty({ enum: MODE_SOURCES })
  readonly mode_source!: ModeSource;
  @ApiProperty({ type: Number, nullable: true })
  readonly reject_rate!: number | null;
  /** Seconds; null unless workers report it. */
  @ApiProperty({ type: Number, nullable: true })
  readonly avg_retry_after!: number | null;
}

export class ProviderHealthAnswer {
  readonly data!: ProviderAnswer[];
  readonly meta!: FiguresMetaAnswer;
}

export class UnknownTagAnswer implements UnknownTagRow {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  readonly tag!: string;
  readonly count!: number;
  /** How many workers counted it. */
  readonly sample_workers!: number;
}

export class UnknownTagsAnswer {
  readonly data!: UnknownTagAnswer[];
}

export class UnknownReasonAnswer extends UnknownTagAnswer implements UnknownReasonRow {
  /** 0..1 of the provider's. */
  readonly share!: number;
  readonly share_percent!: number;
}

export class UnknownReasonsAnswer {
  readonly data!: UnknownReasonAnswer[];
}

export class ModeSemanticsAnswer {
  /** Mode to what a worker does in it; multipliers of 0 are left out. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'object', additionalProperties: true } })
  readonly data!: Record<string, object>;
}
