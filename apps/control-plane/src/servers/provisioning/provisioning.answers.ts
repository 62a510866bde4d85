import type { InstallStage, ProvisioningBundle, ProvisioningCredentials } from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';

export class InstallStageView implements InstallStage {
  readonly stage!: string;
  readonly title!: string;
  @ApiProperty({ enum: ['waiting', 'running', 'done', 'failed'] })
  readonly status!: InstallStage['status'];
  @ApiProperty({ type: String, nullable: true })
  readonly detail!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly at!: string | null;
}

export class BundleView implements ProvisioningBundle {
  readonly bundle_uuid!: string;
  readonly server_id!: number;
  readonly expires_at!: string;
  readonly is_expired!: boolean;
  readonly seconds_left!: number;
  /** One line to run as root on the host, without any registry token; null when expired. */
  @ApiProperty({ type: String, nullable: true })
  readonly install_command!: string | null;
  /** Null when this Laravel does not tell how far the installer is. */
  @ApiProperty({ type: [InstallStageView], nullable: true })
  readonly install_stages!: readonly InstallStage[] | null;
}

export class BundleAnswer {
  readonly data!: BundleView;
}

export class LatestBundleAnswer {
  @ApiProperty({ type: BundleView, nullable: true })
  readonly data!: BundleView | null;
}

export class CredentialsView implements ProvisioningCredentials {
  readonly ghcr_username!: string;
  readonly ghcr_token_configured!: boolean;
  readonly ghcr_token_masked!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly updated_at!: string | null;
}

export class CredentialsAnswer {
  readonly data!: CredentialsView;
}
