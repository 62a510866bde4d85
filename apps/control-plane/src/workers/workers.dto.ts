import { DESIRED_STATES, PRESENCES, type DesiredState, type Presence } from '@app/contracts';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { SORT_FIELDS } from './worker-query.js';

export const REASON_LENGTH = 200;
/** What would spoil a log line or a table, or hide what is really said. */
export const REASON_PATTERN = /^[^\p{Cc}\p{Cf}\p{Cs}]*$/u;
const SORTS = SORT_FIELDS.flatMap((field) => [field, `-${field}`]);

/** Body of an action that may end by itself. */
export class TimedActionBody {
  /** Why; shown to everybody and kept in the journal. */
  @IsOptional()
  @IsString()
  @MaxLength(REASON_LENGTH)
  @Matches(REASON_PATTERN, { message: 'reason must not hold control or formatting characters' })
  readonly reason?: string;

  /** After how many seconds it stops counting, from one minute to seven days; without it, when somebody changes it. */
  @IsOptional()
  @IsInt()
  @Min(60)
  @Max(7 * 86_400)
  readonly expires_in_seconds?: number;
}

/** Body of an action that takes something back. */
export class ActionBody {
  /** Why; shown to everybody and kept in the journal. */
  @IsOptional()
  @IsString()
  @MaxLength(REASON_LENGTH)
  @Matches(REASON_PATTERN, { message: 'reason must not hold control or formatting characters' })
  readonly reason?: string;
}

/** Which workers to list. Without any: all that are live, as ever. */
export class WorkerListQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly pool?: string;

  /** What the worker says it is. */
  @IsOptional()
  @IsIn(DESIRED_STATES)
  readonly status?: DesiredState;

  /** What the worker is told to be. */
  @IsOptional()
  @IsIn(DESIRED_STATES)
  readonly desired_state?: DesiredState;

  /** `true` or `false`. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'quarantined must be true or false' })
  readonly quarantined?: boolean;

  /** `live` (the default), `late`, `silent` or `all`. */
  @IsOptional()
  @IsIn([...PRESENCES, 'all'])
  readonly presence?: Presence | 'all';

  /** Part of the id, the host or the address. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly q?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (/^\d+$/.test(String(value)) ? Number(value) : value))
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly limit?: number;

  /** `meta.next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  readonly cursor?: string;

  /** A field, with `-` in front for descending. */
  @IsOptional()
  @IsIn(SORTS)
  readonly sort?: string;
}
