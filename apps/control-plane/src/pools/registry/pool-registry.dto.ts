import { PROVIDER_PROFILES, type ProviderProfile, type ProviderProfiles } from '@app/contracts';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { LINE_PATTERN, NOTE_PATTERN, wholeNumber } from '../../common/text-rules.js';

export class PoolRecordPath {
  /** Laravel's id of the pool. */
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly poolId!: number;
}

/** All four, always: what is missing or misspelt would silently become `standard` in Laravel. */
export class ProviderProfilesBody implements ProviderProfiles {
  @IsIn(PROVIDER_PROFILES)
  readonly generic!: ProviderProfile;

  @IsIn(PROVIDER_PROFILES)
  readonly gmail!: ProviderProfile;

  @IsIn(PROVIDER_PROFILES)
  readonly microsoft!: ProviderProfile;

  @IsIn(PROVIDER_PROFILES)
  readonly yahoo!: ProviderProfile;
}

/** A pool's record; changing one replaces all of it. Which pool is the default has a route of its own. */
export class PoolBody {
  /** The name that workers use: lower-case letters, digits, `_` and `-`. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  @Matches(/^[a-z0-9][a-z0-9_-]*$/, {
    message: 'slug must be lower-case letters, digits, _ or -, and begin with a letter or digit',
  })
  readonly slug!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  @Matches(LINE_PATTERN, { message: 'name must be one line without control characters' })
  readonly name!: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @Matches(NOTE_PATTERN, { message: 'description must not hold control characters' })
  readonly description?: string | null;

  /** True when left out. */
  @IsOptional()
  @IsBoolean()
  readonly is_active?: boolean;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ProviderProfilesBody)
  readonly provider_profiles!: ProviderProfilesBody;
}
