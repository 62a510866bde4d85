import {
  type Decision,
  MODE_SOURCES,
  type ModeLayer,
  type ModeSource,
  PROVIDERS,
  PROVIDER_MODES,
  type PoolMode,
  type Provider,
  type ProviderMode,
  type ProviderModeView,
} from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ReasonBody } from '../../common/reason.dto.js';
import { DecisionAnswer } from '../../workers/workers.answers.js';

const LAYER_SOURCES = MODE_SOURCES.filter((source) => source !== 'default');

/** Contract, section 1.7: provider and mode are trimmed and read in lower case. */
const folded = ({ value }: { readonly value: unknown }) =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

export class ProviderPath {
  @ApiProperty({ enum: PROVIDERS })
  @Transform(folded)
  @IsIn(PROVIDERS)
  readonly provider!: Provider;
}

export class SetModeBody extends ReasonBody {
  @ApiProperty({ enum: PROVIDER_MODES })
  @Transform(folded)
  @IsIn(PROVIDER_MODES)
  readonly mode!: ProviderMode;

  /** After how many seconds it stops counting, from one minute to seven days; without it, when somebody changes it. */
  @IsOptional()
  @IsInt()
  @Min(60)
  @Max(7 * 86_400)
  readonly expires_in_seconds?: number;
}

export class LiftModeBody extends ReasonBody {}

export class ReloadBody extends ReasonBody {}

/** The mode that counts now for a worker that names no pool. */
export class ModeResult {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  @ApiProperty({ enum: PROVIDER_MODES })
  readonly mode!: ProviderMode;
  @ApiProperty({ enum: MODE_SOURCES })
  readonly source!: ModeSource;
  /** When it was decided; null where nobody did. */
  @ApiProperty({ type: String, nullable: true })
  readonly updated_at!: string | null;
  /** When it stops counting; null: when somebody changes it. */
  @ApiProperty({ type: String, nullable: true })
  readonly expires_at!: string | null;
  readonly revision!: number;
}

export class ModeResultAnswer {
  readonly data!: ModeResult;
}

export class ModeLayerAnswer implements ModeLayer {
  @ApiProperty({ enum: LAYER_SOURCES })
  readonly source!: ModeLayer['source'];
  @ApiProperty({ enum: PROVIDER_MODES })
  readonly mode!: ProviderMode;
  /** Whether this layer is the one that counts. */
  readonly counts!: boolean;
  @ApiProperty({ type: DecisionAnswer, nullable: true })
  readonly decision!: Decision | null;
}

export class PoolModeAnswer implements PoolMode {
  readonly pool!: string;
  @ApiProperty({ enum: PROVIDER_MODES })
  readonly mode!: ProviderMode;
  @ApiProperty({ enum: MODE_SOURCES })
  readonly source!: ModeSource;
  /** The pool's profile in Laravel; null: the pool is not registered, or Laravel was never read. */
  @ApiProperty({ type: String, nullable: true })
  readonly profile!: string | null;
}

export class ProviderModeAnswer implements ProviderModeView {
  @ApiProperty({ enum: PROVIDERS })
  readonly provider!: Provider;
  /** For a worker that names no pool. */
  @ApiProperty({ enum: PROVIDER_MODES })
  readonly mode!: ProviderMode;
  @ApiProperty({ enum: MODE_SOURCES })
  readonly source!: ModeSource;
  readonly layers!: ModeLayerAnswer[];
  readonly pools!: PoolModeAnswer[];
  readonly explanation!: string;
  readonly revision!: number;
}

export class ProviderModesAnswer {
  readonly data!: ProviderModeAnswer[];
}

export class ReloadResult {
  readonly last_reload_at!: string;
  readonly reload_count!: number;
}

export class ReloadAnswer {
  readonly data!: ReloadResult;
}
