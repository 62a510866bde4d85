import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
} from 'class-validator';
import { LINE_PATTERN, trimmed, wholeNumber } from '../../common/text-rules.js';
import { NotesBody, VERSION_LENGTH } from '../policies.dto.js';

const PROVIDER_LENGTH = 64;

export class ShadowEvaluateBody extends NotesBody {
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(VERSION_LENGTH)
  @Matches(LINE_PATTERN, { message: 'candidate_version must be one line without control characters' })
  readonly candidate_version!: string;

  /** Only these; names that are no provider match nothing, and without a usable name there is no filter. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(PROVIDER_LENGTH, { each: true })
  readonly providers?: string[];

  /** False: answer at once, and look at the progress. */
  @IsOptional()
  @IsBoolean()
  readonly wait?: boolean;
}

export class ShadowRunsQuery {
  /** How many of the newest; 20 when it is absent, 200 at most are kept. */
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  readonly limit?: number;
}

export class ShadowRunPath {
  @IsUUID()
  readonly runUuid!: string;
}

export class ShadowCompareQuery {
  /** That of the newest run when it is absent. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(VERSION_LENGTH)
  readonly candidate_version?: string;
}
