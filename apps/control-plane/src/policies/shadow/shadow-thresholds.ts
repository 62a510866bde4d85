import type { CanarySettings } from '../../config/app-config.js';

/** How much worse a candidate may be than the active policy; shares 0..1. */
export interface ShadowThresholds {
  readonly unknownRegression: number;
  readonly recoveryDrop: number;
  readonly policyBlockSpike: number;
}

/** Contract, section 8.6. */
const FALLBACK: ShadowThresholds = { unknownRegression: 0.05, recoveryDrop: 0.1, policyBlockSpike: 0.1 };

/** The canary's settings; one that says nothing is replaced. */
export function thresholdsOf(settings: CanarySettings): ShadowThresholds {
  const or = (name: keyof ShadowThresholds) => (settings[name] > 0 ? settings[name] : FALLBACK[name]);
  return {
    unknownRegression: or('unknownRegression'),
    recoveryDrop: or('recoveryDrop'),
    policyBlockSpike: or('policyBlockSpike'),
  };
}
