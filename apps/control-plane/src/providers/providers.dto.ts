import { type Basis, PROVIDERS, type Provider, type ProviderRow, type ProviderStatus } from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

const STATUSES: readonly ProviderStatus[] = ['healthy', 'warning', 'critical', 'no_data'];
const BASES: readonly Basis[] = ['window', 'cumulative', 'none'];

export class PolicyPollQuery {
  /** The pool that asks; workers send it as `worker_pool`. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly pool?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly worker_pool?: string;
}

export class ProviderModeAnswer {
  readonly provider!: string;
  readonly mode!: string;
}

/** What a worker's poll is told. */
export class ProviderPolicies {
  readonly policy_engine_enabled!: boolean;
  readonly adaptive_retry_enabled!: boolean;
  readonly auto_protect_enabled!: boolean;
  readonly reload_count!: number;
  /** Providers that somebody gave a mode; none so far, and a worker that is told none keeps what it has. */
  readonly modes!: ProviderModeAnswer[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'object', additionalProperties: true } })
  readonly mode_semantics!: Record<string, object>;
}

export class ProviderPoliciesAnswer {
  readonly data!: ProviderPolicies;
}

export class ProviderAnswer implements ProviderRow {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  @ApiProperty({ enum: STATUSES })
  readonly status!: ProviderStatus;
  readonly mode!: string;
  @ApiProperty({ type: Number, nullable: true })
  readonly tempfail_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly reject_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly unknown_rate!: number | null;
  readonly workers!: number;
  @ApiProperty({ enum: BASES })
  readonly basis!: Basis;
}

export class ProviderHealthAnswer {
  readonly data!: ProviderAnswer[];
}
