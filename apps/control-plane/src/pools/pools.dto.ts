import type { Decision, PoolHealth, PoolRow } from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ReasonBody } from '../common/reason.dto.js';
import { NAME_LENGTH, NAME_PATTERN } from '../common/name-rule.js';
import { DecisionAnswer } from '../workers/workers.answers.js';

const HEALTHS: readonly PoolHealth[] = ['healthy', 'degraded', 'under_capacity', 'no_workers', 'idle'];

export class PoolPath {
  @IsString()
  @IsNotEmpty()
  @MaxLength(NAME_LENGTH)
  @Matches(new RegExp(NAME_PATTERN, 'u'), { message: 'pool is not a name that a pool may have' })
  readonly pool!: string;
}

export class ScalePoolBody extends ReasonBody {
  /** How many workers the pool shall have. */
  @IsInt()
  @Min(0)
  @Max(100_000)
  readonly desired!: number;
}

export class ScalePoolResult {
  readonly pool!: string;
  readonly desired!: number;
  readonly revision!: number;
}

export class PoolAnswer implements PoolRow {
  readonly pool!: string;
  readonly online!: number;
  readonly running!: number;
  readonly silent!: number;
  readonly desired!: number;
  readonly under_capacity!: number;
  @ApiProperty({ enum: HEALTHS })
  readonly health!: PoolHealth;
  readonly health_score?: number;
  @ApiProperty({ type: Number, nullable: true })
  readonly emails_per_second!: number | null;
  @ApiProperty({ type: DecisionAnswer, nullable: true })
  readonly decision!: Decision | null;
  readonly revision!: number;
}

export class PoolListAnswer {
  readonly data!: PoolAnswer[];
}
