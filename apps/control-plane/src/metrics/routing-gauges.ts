import type { RoutingQuality } from '../providers/routing-quality.js';
import { type GaugeSpec, single } from './gauge-spec.js';

/**
 * Routing of chunks to workers (contract, section 10). Gauges although they are called totals: they are sums over the
 * workers that are live, and fall when one leaves.
 */
export const ROUTING_GAUGES: readonly GaugeSpec[] = [
  ofRouting('retry_claims_total', 'Retried chunks claimed'),
  ofRouting('retry_anti_affinity_success_total', 'Retried chunks that went to another worker than before'),
  ofRouting('same_worker_avoid_total', 'Claims that avoided the former worker'),
  ofRouting('same_pool_avoid_total', 'Claims that avoided the former pool'),
  ofRouting('provider_affinity_hit_total', 'Claims that fit the preferred provider'),
  ofRouting('fallback_claim_total', 'Claims that took what there was'),
  ofRouting('anti_affinity_success_rate', 'Share of retried chunks that changed the worker; absent without retries'),
  ofRouting('provider_affinity_hit_rate', 'Share of claims that fit; absent without claims'),
  ofRouting('retry_fallback_rate', 'Share of claims that took what there was; absent without claims'),
  ofRouting('top_pool_share', 'Share of the largest pool in all desired workers; absent when none is desired'),
];

function ofRouting(name: keyof RoutingQuality, help: string): GaugeSpec {
  const isSum = name.endsWith('_total');
  const text = isSum ? `${help}, summed over live workers since each one's start` : help;
  return single(`go_control_plane_routing_${name}`, text, ({ routing }) => routing[name]);
}
