import { Transform } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { LINE_PATTERN, NOTE_PATTERN, trimmed, wholeNumber } from '../common/text-rules.js';

/** A version's name is free text, trimmed (contract, section 8.1), as long as Laravel keeps it in a trace (section 7.6). */
export const VERSION_LENGTH = 64;
const NOTES_LENGTH = 300;

/** Who wants it and why, as callers of the former service say it. */
export class NotesBody {
  /** Whom the history names; the caller when it is blank. */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  @Matches(LINE_PATTERN, { message: 'triggered_by must be one line without control characters' })
  readonly triggered_by?: string;

  /** Why; shown to everybody and kept in the journal. */
  @IsOptional()
  @IsString()
  @MaxLength(NOTES_LENGTH)
  @Matches(NOTE_PATTERN, { message: 'notes must not hold control or formatting characters' })
  readonly notes?: string;
}

export class ValidateBody extends NotesBody {
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(VERSION_LENGTH)
  @Matches(LINE_PATTERN, { message: 'version must be one line without control characters' })
  readonly version!: string;
}

export class PromoteBody extends ValidateBody {
  /** Share of the fleet in percent; 100 when it is absent. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly canary_percent?: number;

  /** The rollout's revision that the caller looked at; somebody else's decision since then makes it a 409. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly if_revision?: number;
}

export class RollbackBody extends NotesBody {
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly if_revision?: number;
}

export class VersionPath {
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(VERSION_LENGTH)
  @Matches(LINE_PATTERN, { message: 'version must be one line without control characters' })
  readonly version!: string;
}

export class DiffQuery {
  /** The version it is compared with; what everybody runs when it is absent. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(VERSION_LENGTH)
  @Matches(LINE_PATTERN, { message: 'against must be one line without control characters' })
  readonly against?: string;
}

export class RolloutsQuery {
  /** How many of the newest; 20 when it is absent. */
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}
