import {
  MODE_SOURCES,
  type ModeSource,
  PROVIDERS,
  PROVIDER_MODES,
  type PolicyPoll,
  type Provider,
  type ProviderMode,
  type ToldMode,
} from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** Who asks. The workers of today send `worker_pool` alone. */
export class PolicyPollQuery {
  /** The pool that asks; where it is blank, `worker_pool` counts. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly pool?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly worker_pool?: string;

  /** The worker that asks; without it, its pool tells which side of a canary it is on. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly worker_id?: string;
}

export class ToldModeAnswer implements ToldMode {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  @ApiProperty({ enum: PROVIDER_MODES })
  readonly mode!: ProviderMode;
  @ApiProperty({ enum: MODE_SOURCES })
  readonly source!: ModeSource;
  /** Absent where nobody set it. */
  readonly updated_at?: string;
}

export class PollCanaryAnswer {
  readonly version!: string;
  readonly percent!: number;
  readonly in_cohort!: boolean;
}

/** What a worker's poll is told. */
export class PolicyPollData implements PolicyPoll {
  readonly policy_engine_enabled!: boolean;
  readonly adaptive_retry_enabled!: boolean;
  readonly auto_protect_enabled!: boolean;
  /** Absent when false. */
  readonly autopilot_enabled?: boolean;
  /** The version this caller shall run; absent when none. */
  readonly active_version?: string;
  readonly last_reload_at?: string;
  readonly reload_count!: number;
  /** All four providers: a worker that is told an empty list keeps what it has. */
  readonly modes!: ToldModeAnswer[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'object', additionalProperties: true } })
  readonly mode_semantics!: Record<string, object>;
  /** During a canary: the version of everybody outside it. */
  readonly stable_version?: string;
  readonly canary?: PollCanaryAnswer;
}

export class PolicyPollAnswer {
  readonly data!: PolicyPollData;
}
