import { IsBoolean, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { LINE_PATTERN } from '../../common/text-rules.js';

export class CredentialsBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  @Matches(LINE_PATTERN, { message: 'ghcr_username must be one line without control characters' })
  readonly ghcr_username!: string;

  /** Written, never read back. The stored one stays when this is left out or blank. */
  @IsOptional()
  @IsString()
  @MaxLength(4_096)
  @Matches(/^(?!\*{6,}$)/, { message: 'ghcr_token looks like the mask: leave it out to keep the stored one' })
  @Matches(LINE_PATTERN, { message: 'ghcr_token must be one line without control characters' })
  readonly ghcr_token?: string;

  /** Forgets the stored token. */
  @IsOptional()
  @IsBoolean()
  readonly clear_ghcr_token?: boolean;
}
