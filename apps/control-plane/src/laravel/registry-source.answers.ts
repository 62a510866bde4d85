import type { RegistrySource } from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';

export class RegistrySourceAnswer implements RegistrySource {
  @ApiProperty({ enum: ['fresh', 'last_good'] })
  readonly state!: 'fresh' | 'last_good';
  readonly fetched_at!: string;
  readonly age_seconds!: number;
  /** Why it is not fresh; null when it is. */
  @ApiProperty({ type: String, nullable: true })
  readonly problem!: string | null;
}
