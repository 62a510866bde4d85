import type { Provider } from '@app/contracts';
import type { WorkerPolicy } from '../../worker/worker-state.js';
import type { LaravelPolicy } from '../laravel-policy.js';

/** Tiers that may probe in `degraded_probe`. None of those a worker can be given is among them. */
const TRUSTED_TIERS = ['trusted', 'premium', 'high'];

/**
 * Why the addresses of a probe chunk are not probed but all of them risky; null: they are probed (worker behaviour,
 * section 5).
 * @param mailFrom the sender address; empty: none is known
 */
export function skipReason(
  provider: Provider,
  workerPolicy: WorkerPolicy,
  trustTier: string,
  laravelPolicy: LaravelPolicy | null,
  mailFrom: string,
): string | null {
  const mode = workerPolicy.modes[provider] ?? 'normal';
  if (mode === 'quarantine' || mode === 'drain') return 'smtp_probe_quarantine_mode';
  if (mode === 'degraded_probe' && !TRUSTED_TIERS.includes(trustTier)) return 'smtp_probe_degraded_mode';
  const isEnhanced = laravelPolicy?.enhancedModeEnabled === true && laravelPolicy.enhanced.enabled;
  if (!isEnhanced) return 'smtp_probe_disabled';
  return mailFrom === '' ? 'smtp_probe_identity_missing' : null;
}
