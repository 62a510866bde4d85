import type {
  AutopilotEvent,
  AutopilotView,
  CohortMember,
  CohortView,
  Decision,
  PolicyDiff,
  PolicyFinding,
  PolicyPayloadView,
  PolicyVersion,
  Provider,
  RolloutAction,
  RolloutEntry,
  RolloutView,
} from '@app/contracts';
import { PRESENCES, PROVIDERS } from '@app/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DecisionAnswer } from '../workers/workers.answers.js';

const ACTIONS: readonly RolloutAction[] = ['validate', 'promote', 'step', 'rollback'];
const VALIDATIONS = ['pending', 'valid', 'invalid'] as const;

export class PolicyFindingAnswer implements PolicyFinding {
  @ApiProperty({ enum: ['invalid', 'unreadable', 'without_effect'] })
  readonly kind!: PolicyFinding['kind'];
  /** Where in the payload; empty: the whole of it. */
  readonly path!: string;
  readonly message!: string;
}

export class PolicyVersionRow implements PolicyVersion {
  readonly version!: string;
  @ApiProperty({ enum: ['draft', 'active', 'inactive'] })
  readonly status!: PolicyVersion['status'];
  readonly active!: boolean;
  readonly canary_percent!: number;
  @ApiPropertyOptional({ enum: VALIDATIONS })
  readonly validation_status?: (typeof VALIDATIONS)[number];
  readonly validation_error?: string;
  readonly payload_checksum?: string;
  readonly payload_validated_at?: string;
  readonly updated_at?: string;
  readonly promoted_at?: string;
  readonly rolled_back_at?: string;
  readonly updated_by?: string;
  /** What everybody outside a canary runs. */
  readonly stable!: boolean;
  /** Whether its payload is kept here, so that a rollback to it needs no Laravel. */
  readonly payload_kept!: boolean;
  @ApiProperty({ type: [PolicyFindingAnswer] })
  readonly findings!: readonly PolicyFindingAnswer[];
}

export class PolicyVersionsAnswer {
  readonly data!: PolicyVersionRow[];
  /** Absent when no version was ever promoted. */
  readonly active_version?: string;
}

export class PolicyVersionAnswer {
  readonly data!: PolicyVersionRow;
}

export class RolloutEntryRow implements RolloutEntry {
  @ApiProperty({ enum: ACTIONS })
  readonly action!: RolloutAction;
  readonly version!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly from_version!: string | null;
  readonly canary_percent!: number;
  readonly triggered_by!: string;
  readonly actor!: string;
  @ApiProperty({ enum: ['operator', 'automation'] })
  readonly source!: RolloutEntry['source'];
  readonly notes!: string;
  @ApiProperty({ enum: VALIDATIONS })
  readonly validation_status!: (typeof VALIDATIONS)[number];
  @ApiProperty({ type: String, nullable: true })
  readonly payload_checksum!: string | null;
  readonly created_at!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly request_id!: string | null;
  readonly revision!: number;
}

export class RolloutsAnswer {
  readonly data!: RolloutEntryRow[];
}

export class AutopilotEventRow implements AutopilotEvent {
  readonly at!: string;
  @ApiProperty({ enum: ['start', 'healthy_window', 'hold', 'mitigate', 'step', 'rollback', 'freeze', 'finish'] })
  readonly action!: AutopilotEvent['action'];
  readonly is_dry_run!: boolean;
  readonly version!: string;
  readonly percent!: number;
  @ApiProperty({ enum: PROVIDERS, nullable: true })
  readonly provider!: Provider | null;
  readonly because!: string;
}

export class AutopilotRow implements AutopilotView {
  readonly enabled!: boolean;
  readonly dry_run!: boolean;
  @ApiProperty({ enum: ['off', 'idle', 'frozen', 'watching'] })
  readonly state!: AutopilotView['state'];
  readonly healthy_windows!: number;
  readonly required_windows!: number;
  readonly window_seconds!: number;
  @ApiProperty({ type: String, nullable: true })
  readonly next_evaluation_at!: string | null;
  readonly because!: string;
  @ApiProperty({ type: [AutopilotEventRow] })
  readonly events!: readonly AutopilotEventRow[];
}

export class RolloutRow implements RolloutView {
  @ApiProperty({ enum: ['none', 'stable', 'canary'] })
  readonly state!: RolloutView['state'];
  @ApiProperty({ type: String, nullable: true })
  readonly active_version!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly stable_version!: string | null;
  readonly canary_percent!: number;
  @ApiProperty({ type: DecisionAnswer, nullable: true })
  readonly decision!: Decision | null;
  readonly revision!: number;
  /** Where a rollback would go now; null: nowhere, and `rollback_why` says why. */
  @ApiProperty({ type: String, nullable: true })
  readonly rollback_to!: string | null;
  readonly rollback_why!: string;
  @ApiProperty({ type: Number, nullable: true })
  readonly next_percent!: number | null;
  @ApiProperty({ type: AutopilotRow })
  readonly autopilot!: AutopilotView;
}

export class RolloutAnswer {
  readonly data!: RolloutRow;
}

export class CohortMemberRow implements CohortMember {
  readonly worker_id!: string;
  readonly pool!: string;
  @ApiProperty({ enum: PRESENCES })
  readonly presence!: CohortMember['presence'];
  readonly in_cohort!: boolean;
  @ApiProperty({ enum: ['worker', 'pool'] })
  readonly keyed_by!: CohortMember['keyed_by'];
  @ApiProperty({ type: String, nullable: true })
  readonly told_version!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly reported_version!: string | null;
  @ApiProperty({ enum: ['as_told', 'not_yet', 'unknown'] })
  readonly state!: CohortMember['state'];
}

export class CohortPoolRow {
  readonly pool!: string;
  readonly workers!: number;
  readonly in_cohort!: number;
  readonly running_candidate!: number;
}

export class CohortRow implements CohortView {
  @ApiProperty({ type: String, nullable: true })
  readonly version!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly stable_version!: string | null;
  readonly percent!: number;
  @ApiProperty({ type: [CohortMemberRow] })
  readonly members!: readonly CohortMemberRow[];
  @ApiProperty({ type: [CohortPoolRow] })
  readonly pools!: readonly CohortPoolRow[];
  readonly workers!: number;
  readonly in_cohort!: number;
  readonly running_candidate!: number;
}

export class CohortAnswer {
  readonly data!: CohortRow;
}

export class PolicyPayloadRow implements PolicyPayloadView {
  readonly version!: string;
  readonly checksum!: string;
  @ApiProperty({ enum: ['laravel', 'kept'] })
  readonly source!: PolicyPayloadView['source'];
  readonly fetched_at!: string;
  /** As Laravel sent it, indented. */
  readonly payload!: string;
  /** As a worker keeps it; null: a worker refuses it. */
  @ApiProperty({ type: String, nullable: true })
  readonly normalised!: string | null;
  @ApiProperty({ type: [PolicyFindingAnswer] })
  readonly findings!: readonly PolicyFindingAnswer[];
}

export class PolicyPayloadAnswer {
  readonly data!: PolicyPayloadRow;
}

export class PolicyChangeRow {
  readonly path!: string;
  @ApiProperty({ enum: ['added', 'removed', 'changed'] })
  readonly kind!: 'added' | 'removed' | 'changed';
  @ApiProperty({ description: 'Any JSON value; null when it was added' })
  readonly before!: unknown;
  @ApiProperty({ description: 'Any JSON value; null when it was removed' })
  readonly after!: unknown;
}

export class PolicyDiffRow implements PolicyDiff {
  readonly version!: string;
  readonly against!: string;
  /** Whether a worker behaves the same under both. */
  readonly identical!: boolean;
  @ApiProperty({ type: [PolicyChangeRow] })
  readonly changes!: readonly PolicyChangeRow[];
  readonly before!: string;
  readonly after!: string;
}

export class PolicyDiffAnswer {
  readonly data!: PolicyDiffRow;
}
