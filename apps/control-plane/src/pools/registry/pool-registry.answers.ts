import {
  PROVIDER_PROFILES,
  type PoolRow,
  type ProviderProfile,
  type ProviderProfiles,
  type RegisteredPool,
} from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { RegistrySourceAnswer } from '../../laravel/registry-source.answers.js';
import { PoolAnswer } from '../pools.dto.js';

export class ProviderProfilesAnswer implements ProviderProfiles {
  @ApiProperty({ enum: PROVIDER_PROFILES })
  readonly generic!: ProviderProfile;
  @ApiProperty({ enum: PROVIDER_PROFILES })
  readonly gmail!: ProviderProfile;
  @ApiProperty({ enum: PROVIDER_PROFILES })
  readonly microsoft!: ProviderProfile;
  @ApiProperty({ enum: PROVIDER_PROFILES })
  readonly yahoo!: ProviderProfile;
}

export class LinkedServer {
  readonly id!: number;
  readonly name!: string;
}

export class RegisteredPoolView implements RegisteredPool {
  readonly id!: number;
  readonly slug!: string;
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly description!: string | null;
  readonly is_active!: boolean;
  readonly is_default!: boolean;
  readonly provider_profiles!: ProviderProfilesAnswer;
  readonly linked_servers_count!: number;
  /** Null when the servers cannot be read. */
  @ApiProperty({ type: [LinkedServer], nullable: true })
  readonly linked_servers!: RegisteredPool['linked_servers'];
  /** Null when no worker names it and nobody scaled it. */
  @ApiProperty({ type: PoolAnswer, nullable: true })
  readonly runtime!: PoolRow | null;
  @ApiProperty({ type: String, nullable: true })
  readonly archive_lock!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly created_at!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly updated_at!: string | null;
}

export class PoolRegistryMeta {
  readonly source!: RegistrySourceAnswer;
}

export class PoolRegistryAnswer {
  readonly data!: RegisteredPoolView[];
  readonly meta!: PoolRegistryMeta;
}

export class RegisteredPoolAnswer {
  readonly data!: RegisteredPoolView;
}
