import {
  CANARY_MEASURES,
  type CanaryMeasure,
  type CanaryPoint,
  type CanaryView,
  type MeasureVerdict,
  PROVIDERS,
  type Provider,
  type ProviderVerdict,
  type VerdictWord,
} from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';

const VERDICTS: readonly VerdictWord[] = ['pass', 'fail', 'hold'];
const JUDGED = [...PROVIDERS, 'all'] as const;

export class MeasureVerdictAnswer implements MeasureVerdict {
  @ApiProperty({ enum: CANARY_MEASURES })
  readonly measure!: CanaryMeasure;
  @ApiProperty({ enum: VERDICTS })
  readonly verdict!: VerdictWord;
  @ApiProperty({ type: Number, nullable: true })
  readonly cohort!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly rest!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly difference!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly low!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly high!: number | null;
  readonly threshold!: number;
  readonly because!: string;
}

export class ProviderVerdictAnswer implements ProviderVerdict {
  @ApiProperty({ enum: JUDGED })
  readonly provider!: Provider | 'all';
  @ApiProperty({ enum: VERDICTS })
  readonly verdict!: VerdictWord;
  @ApiProperty({ type: [MeasureVerdictAnswer] })
  readonly measures!: readonly MeasureVerdict[];
  readonly cohort_sample!: number;
  readonly rest_sample!: number;
  readonly cohort_workers!: number;
  readonly rest_workers!: number;
}

export class CanaryRatesAnswer implements Record<CanaryMeasure, number | null> {
  @ApiProperty({ type: Number, nullable: true })
  readonly unknown_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly tempfail_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly policy_blocked_rate!: number | null;
}

export class CanaryPointAnswer implements CanaryPoint {
  readonly at!: string;
  @ApiProperty({ enum: JUDGED })
  readonly provider!: Provider | 'all';
  readonly cohort_sample!: number;
  readonly rest_sample!: number;
  readonly cohort!: CanaryRatesAnswer;
  readonly rest!: CanaryRatesAnswer;
}

export class CanaryViewAnswer implements CanaryView {
  @ApiProperty({ type: String, nullable: true })
  readonly version!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly stable_version!: string | null;
  readonly percent!: number;
  @ApiProperty({ type: String, nullable: true })
  readonly since!: string | null;
  readonly minimum_sample!: number;
  readonly minimum_workers!: number;
  readonly confidence!: number;
  @ApiProperty({ type: ProviderVerdictAnswer, nullable: true })
  readonly overall!: ProviderVerdict | null;
  @ApiProperty({ type: [ProviderVerdictAnswer] })
  readonly providers!: readonly ProviderVerdict[];
  @ApiProperty({ type: [CanaryPointAnswer] })
  readonly points!: readonly CanaryPoint[];
  readonly summary!: string;
}

export class CanaryAnswer {
  readonly data!: CanaryViewAnswer;
}
