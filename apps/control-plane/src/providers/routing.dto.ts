import { ApiProperty } from '@nestjs/swagger';
import type { RoutingQuality } from './routing-quality.js';

/** Sums over live workers since each one's start, and shares 0..1 of them; null when there is nothing to divide by. */
export class RoutingQualityData implements RoutingQuality {
  readonly retry_claims_total!: number;
  readonly retry_anti_affinity_success_total!: number;
  readonly same_worker_avoid_total!: number;
  readonly same_pool_avoid_total!: number;
  readonly provider_affinity_hit_total!: number;
  readonly fallback_claim_total!: number;
  @ApiProperty({ type: Number, nullable: true })
  readonly anti_affinity_success_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly provider_affinity_hit_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly retry_fallback_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly top_pool_share!: number | null;
}

export class RoutingQualityAnswer {
  readonly data!: RoutingQualityData;
}
