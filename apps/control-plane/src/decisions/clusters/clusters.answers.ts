import { PROVIDERS, type Provider, type RegistrySource, type ReplyCluster, type ReplyClusterKey } from '@app/contracts';
import type { DraftedRule } from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { RegistrySourceAnswer } from '../../laravel/registry-source.answers.js';

export class ReplyClusterKeyAnswer implements ReplyClusterKey {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  @ApiProperty({ type: String, nullable: true })
  readonly enhanced_code!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly smtp_code!: number | null;
  /** The mail host without what varies between its machines; null: no host. */
  @ApiProperty({ type: String, nullable: true })
  readonly host_pattern!: string | null;
}

export class ClusterHourAnswer {
  readonly from!: string;
  readonly count!: number;
}

export class ReplyClusterAnswer extends ReplyClusterKeyAnswer implements ReplyCluster {
  readonly id!: string;
  readonly count!: number;
  /** Of the provider's unresolved replies, 0..1. */
  readonly share!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  readonly reason_codes!: Readonly<Record<string, number>>;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  readonly policy_versions!: Readonly<Record<string, number>>;
  /** Traces an hour, oldest first. */
  @ApiProperty({ type: [ClusterHourAnswer] })
  readonly trend!: readonly ClusterHourAnswer[];
  /** Ids of the newest traces. */
  @ApiProperty({ type: [Number] })
  readonly members!: readonly number[];
  readonly first_at!: string;
  readonly last_at!: string;
}

export class ClusterListMetaAnswer {
  @ApiProperty({ type: RegistrySourceAnswer })
  readonly source!: RegistrySource;
  /** How many traces were looked at. */
  readonly traces!: number;
  /** Of them, those that end with a reply which decided the address, and those with one which left it open. */
  readonly resolved!: number;
  readonly unresolved!: number;
  /** How many clusters there are, also beyond the limit. */
  readonly total!: number;
}

export class ClusterListAnswer {
  readonly data!: ReplyClusterAnswer[];
  readonly meta!: ClusterListMetaAnswer;
}

export class DraftTransitionAnswer {
  @ApiProperty({ type: String, nullable: true })
  readonly from!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly to!: string | null;
  readonly count!: number;
}

export class DraftEffectAnswer {
  readonly traces!: number;
  readonly changed!: number;
  readonly changed_in_cluster!: number;
  @ApiProperty({ type: [DraftTransitionAnswer] })
  readonly transitions!: readonly DraftTransitionAnswer[];
  readonly indeterminate!: number;
}

export class DraftedRuleAnswer implements DraftedRule {
  @ApiProperty({ type: ReplyClusterKeyAnswer })
  readonly cluster!: ReplyClusterKey;
  @ApiProperty({ enum: PROVIDERS })
  readonly profile!: Provider;
  @ApiProperty({ enum: ['enhanced_rules', 'smtp_code_rules'] })
  readonly list!: DraftedRule['list'];
  /** As it would stand in a payload. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly rule!: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: String, nullable: true })
  readonly base_version!: string | null;
  readonly effect!: DraftEffectAnswer;
  /** What to look at before using it. */
  @ApiProperty({ type: [String] })
  readonly cautions!: readonly string[];
}

export class DraftedRuleDataAnswer {
  readonly data!: DraftedRuleAnswer;
}
