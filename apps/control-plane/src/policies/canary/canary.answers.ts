import {
  type AutopilotEvent,
  type AutopilotView,
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
const ACTIONS: readonly AutopilotEvent['action'][] = [
  'start',
  'healthy_window',
  'hold',
  'mitigate',
  'step',
  'rollback',
  'freeze',
  'finish',
];
const STATES: readonly AutopilotView['state'][] = ['off', 'idle', 'frozen', 'watching'];

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

export class AutopilotEventAnswer implements AutopilotEvent {
  readonly at!: string;
  @ApiProperty({ enum: ACTIONS })
  readonly action!: AutopilotEvent['action'];
  readonly is_dry_run!: boolean;
  readonly version!: string;
  readonly percent!: number;
  @ApiProperty({ enum: PROVIDERS, nullable: true })
  readonly provider!: Provider | null;
  readonly because!: string;
}

/** How the autopilot stands, in the answer about the rollout. */
export class AutopilotAnswer implements AutopilotView {
  readonly enabled!: boolean;
  readonly dry_run!: boolean;
  @ApiProperty({ enum: STATES })
  readonly state!: AutopilotView['state'];
  readonly healthy_windows!: number;
  readonly required_windows!: number;
  readonly window_seconds!: number;
  @ApiProperty({ type: String, nullable: true })
  readonly next_evaluation_at!: string | null;
  readonly because!: string;
  @ApiProperty({ type: [AutopilotEventAnswer] })
  readonly events!: readonly AutopilotEvent[];
}
