import {
  PROVIDERS,
  type Provider,
  type ShadowComparison,
  type ShadowCoverage,
  type ShadowProgress,
  type ShadowResult,
  type ShadowRun,
  type ShadowRunState,
  type ShadowTransition,
} from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { RECOMMENDATIONS } from './shadow-recommendation.js';

const STATES: readonly ShadowRunState[] = ['running', 'done', 'cancelled', 'failed'];
const NUMBER_OR_NULL = { type: Number, nullable: true };
const TEXT_OR_NULL = { type: String, nullable: true };
const RANGE = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 } as const;

export class ShadowCoverageView implements ShadowCoverage {
  /** Follows from the recorded codes alone. */
  readonly exact!: number;
  /** Follows from what the recorded decision says of the lost text. */
  readonly inferred!: number;
  /** Several classes are possible. */
  readonly indeterminate!: number;
  /** A worker would have gone on where nothing was recorded. */
  readonly truncated!: number;
  /** No attempt had a reply: no policy is asked. */
  readonly unaffected!: number;
}

export class ShadowFiguresView {
  @ApiProperty(NUMBER_OR_NULL)
  readonly unknown_rate!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly tempfail_recovery_pct!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly policy_blocked_rate!: number | null;
}

/** Shares 0..1, recovery in percent, of the traces whose class is known under both policies. */
export class ShadowResultView extends ShadowFiguresView implements ShadowResult {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  @ApiProperty({ enum: RECOMMENDATIONS })
  readonly recommendation!: ShadowResult['recommendation'];
  /** The same under the active policy, replayed over the same traces. */
  readonly active!: ShadowFiguresView;
  /** Where the candidate's share of all traces with a reply can lie; null: there are none. */
  @ApiProperty({
    type: 'object',
    nullable: true,
    properties: { unknown: RANGE, policy_blocked: RANGE, retryable: RANGE },
    required: ['unknown', 'policy_blocked', 'retryable'],
  })
  readonly ranges!: ShadowResult['ranges'];
  readonly traces!: number;
  readonly reclassified!: number;
  readonly coverage!: ShadowCoverageView;
  /** What a figure is of, or why there is none. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  readonly why!: Readonly<Record<string, string>>;
}

export class ShadowTransitionView implements ShadowTransition {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  /** Under the active policy; null: the last attempt ended without a reply. */
  @ApiProperty(TEXT_OR_NULL)
  readonly from!: string | null;
  /** Under the candidate. */
  @ApiProperty(TEXT_OR_NULL)
  readonly to!: string | null;
  readonly count!: number;
  /** Ids of traces. */
  @ApiProperty({ type: [Number] })
  readonly examples!: readonly number[];
}

/** The means of the results; of nothing they are 0, and the coverage tells that it was nothing. */
export class ShadowSummaryView {
  readonly provider_count!: number;
  readonly unknown_rate_avg!: number;
  readonly tempfail_recovery_pct_avg!: number;
  readonly policy_blocked_rate_avg!: number;
  @ApiProperty({ enum: RECOMMENDATIONS })
  readonly highest_risk_recommendation!: string;
  readonly reclassified!: number;
  @ApiProperty(NUMBER_OR_NULL)
  readonly reclassified_share!: number | null;
  readonly coverage!: ShadowCoverageView;
}

export class ShadowRunView implements ShadowRun {
  readonly run_uuid!: string;
  readonly candidate_version!: string;
  /** Empty: the built-in policy, as nothing was ever promoted. */
  readonly active_version!: string;
  readonly triggered_by!: string;
  readonly notes?: string;
  readonly evaluated_at!: string;
  @ApiProperty({ type: [String] })
  readonly providers!: readonly string[];
  @ApiProperty({ type: [ShadowResultView] })
  readonly results!: readonly ShadowResultView[];
  readonly summary!: ShadowSummaryView;
  @ApiProperty({ enum: STATES })
  readonly state!: ShadowRunState;
  /** Providers that the run was limited to; empty: none was left out. */
  @ApiProperty({ type: [String] })
  readonly limited_to!: readonly string[];
  readonly candidate_checksum!: string;
  @ApiProperty(TEXT_OR_NULL)
  readonly active_checksum!: string | null;
  /** Both payloads say the same to a worker: nothing was replayed, nothing changes. */
  readonly is_identical!: boolean;
  readonly traces!: number;
  @ApiProperty({ type: [ShadowTransitionView] })
  readonly transitions!: readonly ShadowTransitionView[];
  @ApiProperty(TEXT_OR_NULL)
  readonly observed_from!: string | null;
  @ApiProperty(TEXT_OR_NULL)
  readonly observed_to!: string | null;
  readonly duration_ms!: number;
  /** Why it has no results. */
  @ApiProperty(TEXT_OR_NULL)
  readonly problem!: string | null;
}

export class ShadowRunAnswer {
  readonly data!: ShadowRunView;
}

export class ShadowRunsAnswer {
  @ApiProperty({ type: [ShadowRunView] })
  readonly data!: readonly ShadowRunView[];
}

export class ShadowProgressView implements ShadowProgress {
  readonly run_uuid!: string;
  readonly candidate_version!: string;
  @ApiProperty({ enum: ['payloads', 'traces', 'replay', 'saving'] })
  readonly stage!: ShadowProgress['stage'];
  readonly traces_read!: number;
  /** At most; Laravel may have fewer. */
  readonly traces_wanted!: number;
  readonly traces_replayed!: number;
  readonly started_at!: string;
}

export class ShadowProgressAnswer {
  /** Null: nothing is under way on the replica that answers. */
  @ApiProperty({ type: ShadowProgressView, nullable: true })
  readonly data!: ShadowProgressView | null;
}

export class ShadowThresholdsView {
  readonly unknown_regression_threshold!: number;
  readonly tempfail_recovery_drop_threshold!: number;
  readonly policy_block_spike_threshold!: number;
}

/** `shadow`: the candidate; `live`: the active policy over the same traces. Recoveries in percent. */
export class ShadowComparisonRow {
  readonly provider!: string;
  @ApiProperty(NUMBER_OR_NULL)
  readonly unknown_rate_shadow!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly unknown_rate_live!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly unknown_delta!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly tempfail_recovery_shadow!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly tempfail_recovery_live!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly tempfail_recovery_delta!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly policy_blocked_shadow!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly policy_blocked_live!: number | null;
  @ApiProperty(NUMBER_OR_NULL)
  readonly policy_blocked_delta!: number | null;
  @ApiProperty({ enum: RECOMMENDATIONS })
  readonly recommendation!: string;
}

export class ShadowComparisonView implements ShadowComparison {
  readonly candidate_version!: string;
  readonly active_version!: string;
  /** Empty: no run fits. */
  readonly evaluated_at!: string;
  /** Whether the gate is open for it, where it is enforced. */
  readonly eligible!: boolean;
  @ApiProperty({ enum: ['enforce', 'warn_only'] })
  readonly gate_mode!: ShadowComparison['gate_mode'];
  readonly thresholds!: ShadowThresholdsView;
  @ApiProperty({ type: [String] })
  readonly violations!: readonly string[];
  /** Each violation in a sentence, in the same order. */
  @ApiProperty({ type: [String] })
  readonly explanations!: readonly string[];
  @ApiProperty({ type: [ShadowComparisonRow] })
  readonly providers!: readonly ShadowComparisonRow[];
  @ApiProperty(TEXT_OR_NULL)
  readonly run_uuid!: string | null;
}

export class ShadowComparisonAnswer {
  readonly data!: ShadowComparisonView;
}
