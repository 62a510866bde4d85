import { CHECK_NAMES, type CheckName, type Verification, type VerificationCheck } from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';

export class VerificationCheckView implements VerificationCheck {
  @ApiProperty({ enum: CHECK_NAMES })
  readonly check!: CheckName;
  @ApiProperty({ enum: ['pass', 'pending', 'fail', 'not_applicable'] })
  readonly result!: VerificationCheck['result'];
  /** What was seen. */
  readonly evidence!: string;
  readonly at!: string;
  /** What to do about it. */
  @ApiProperty({ type: String, nullable: true })
  readonly advice!: string | null;
}

export class VerificationView implements Verification {
  readonly server_id!: number;
  @ApiProperty({ type: String, nullable: true })
  readonly bundle_uuid!: string | null;
  @ApiProperty({ enum: ['button', 'first_heartbeat'] })
  readonly trigger!: Verification['trigger'];
  readonly actor!: string;
  readonly started_at!: string;
  /** Null while it runs. */
  @ApiProperty({ type: String, nullable: true })
  readonly finished_at!: string | null;
  @ApiProperty({ type: [VerificationCheckView] })
  readonly checks!: readonly VerificationCheck[];
  /** Null while it runs. */
  @ApiProperty({ enum: ['pass', 'pending', 'fail'], type: String, nullable: true })
  readonly result!: Verification['result'];
}

export class VerificationAnswer {
  readonly data!: VerificationView;
}

export class LatestVerificationAnswer {
  @ApiProperty({ type: VerificationView, nullable: true })
  readonly data!: VerificationView | null;
}
