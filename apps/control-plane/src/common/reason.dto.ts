import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const REASON_LENGTH = 200;
/** What would spoil a log line or a table, or hide what is really said. */
const REASON_PATTERN = /^[^\p{Cc}\p{Cf}\p{Cs}]*$/u;

/** Body of everything that somebody decides: it may say why. */
export class ReasonBody {
  /** Why; shown to everybody and kept in the journal. */
  @IsOptional()
  @IsString()
  @MaxLength(REASON_LENGTH)
  @Matches(REASON_PATTERN, { message: 'reason must not hold control or formatting characters' })
  readonly reason?: string;
}
