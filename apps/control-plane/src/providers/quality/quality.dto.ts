import {
  type DriftRecommendation,
  type Estimated,
  PROVIDERS,
  type Provider,
  type ProviderCalibration,
  type ProviderDrift,
  type ProviderQuality,
  type RetryCounters,
} from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { FiguresMetaAnswer, ProviderBasisAnswer } from '../providers.dto.js';
import { CONFIDENCES, type Confidence } from './trace-figures.js';

const CALIBRATION_WORDS: readonly ProviderCalibration['calibration_confidence'][] = ['none', ...CONFIDENCES];
const RECOMMENDATIONS: readonly DriftRecommendation[] = ['stable', 'set_cautious', 'rollback_candidate'];
const BASELINES: readonly ProviderDrift['baseline_basis'][] = ['history', 'threshold'];

/** A share with its 95 % interval (Wilson). */
export class EstimatedShareAnswer implements Estimated {
  readonly value!: number;
  readonly low!: number;
  readonly high!: number;
  readonly sample!: number;
}

export class ProviderQualityAnswer extends ProviderBasisAnswer implements ProviderQuality {
  @ApiProperty({ type: Number, nullable: true })
  readonly reject_rate!: number | null;
  /** 0..100 of the addresses whose first attempt failed for a while; from decision traces. */
  @ApiProperty({ type: Number, nullable: true })
  readonly tempfail_recovery_pct!: number | null;
  /** 0..100 of the attempts after the first; from decision traces. */
  @ApiProperty({ type: Number, nullable: true })
  readonly retry_waste_pct!: number | null;
  /** Seconds; null unless workers report it. */
  @ApiProperty({ type: Number, nullable: true })
  readonly avg_retry_after!: number | null;
  @ApiProperty({ type: EstimatedShareAnswer, nullable: true })
  readonly recovery!: EstimatedShareAnswer | null;
  @ApiProperty({ type: EstimatedShareAnswer, nullable: true })
  readonly waste!: EstimatedShareAnswer | null;
}

export class ProviderQualityListAnswer {
  readonly data!: ProviderQualityAnswer[];
  readonly meta!: FiguresMetaAnswer;
}

/** Sums over live workers since each one's start; null: nobody reports it. */
export class RetryCountersAnswer implements RetryCounters {
  @ApiProperty({ type: Number, nullable: true })
  readonly attempts_total!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly retry_attempts_total!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly mx_fallback_attempts_total!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly retry_claims_total!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly session_retry_same_conn_total!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly session_retry_new_conn_total!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly throttle_applied_total!: number | null;
}

export class RetryEffectivenessMetaAnswer extends FiguresMetaAnswer {
  readonly retries!: RetryCountersAnswer;
}

export class RetryEffectivenessAnswer {
  readonly data!: ProviderQualityAnswer[];
  readonly meta!: RetryEffectivenessMetaAnswer;
}

export class UpheldClaimsAnswer {
  @ApiProperty({ enum: CONFIDENCES })
  readonly confidence!: Confidence;
  /** How often an address whose attempts disagreed ended as the first of them claimed; null: no such address. */
  @ApiProperty({ type: EstimatedShareAnswer, nullable: true })
  readonly upheld!: EstimatedShareAnswer | null;
}

export class ProviderCalibrationAnswer implements ProviderCalibration {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  readonly workers!: number;
  @ApiProperty({ type: Number, nullable: true })
  readonly unknown_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly tempfail_recovery_pct!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly policy_blocked_rate!: number | null;
  @ApiProperty({ enum: CALIBRATION_WORDS })
  readonly calibration_confidence!: ProviderCalibration['calibration_confidence'];
  @ApiProperty({ type: EstimatedShareAnswer, nullable: true })
  readonly unknown!: EstimatedShareAnswer | null;
  @ApiProperty({ type: [UpheldClaimsAnswer] })
  readonly by_confidence!: readonly UpheldClaimsAnswer[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  readonly why!: Record<string, string>;
}

export class ProviderCalibrationListAnswer {
  readonly data!: ProviderCalibrationAnswer[];
  readonly meta!: FiguresMetaAnswer;
}

export class ProviderDriftAnswer extends ProviderBasisAnswer implements ProviderDrift {
  @ApiProperty({ type: Number, nullable: true })
  readonly unknown_baseline!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly unknown_delta!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly tempfail_baseline!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly tempfail_delta!: number | null;
  @ApiProperty({ enum: RECOMMENDATIONS, type: String, nullable: true })
  readonly drift_recommendation!: DriftRecommendation | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly baseline_sample!: number | null;
  @ApiProperty({ enum: BASELINES })
  readonly baseline_basis!: ProviderDrift['baseline_basis'];
}

export class ProviderDriftListAnswer {
  readonly data!: ProviderDriftAnswer[];
  readonly meta!: FiguresMetaAnswer;
}
