import { DESIRED_STATES, PRESENCES, type DesiredState, type Presence } from '@app/contracts';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ReasonBody } from '../common/reason.dto.js';
import { wholeNumber } from '../common/text-rules.js';
import { SORT_FIELDS } from './worker-query.js';

const SORTS = SORT_FIELDS.flatMap((field) => [field, `-${field}`]);

/** Body of an action that may end by itself. */
export class TimedActionBody extends ReasonBody {
  /** After how many seconds it stops counting, from one minute to seven days; without it, when somebody changes it. */
  @IsOptional()
  @IsInt()
  @Min(60)
  @Max(7 * 86_400)
  readonly expires_in_seconds?: number;
}

/** Body of an action that takes something back. */
export class ActionBody extends ReasonBody {}

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
  @Transform(wholeNumber)
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
