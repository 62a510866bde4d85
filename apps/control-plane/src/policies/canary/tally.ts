import { type CanaryMeasure, PROVIDERS, type Provider } from '@app/contracts';
import type { Counts } from '../../common/rates/counts.js';
import type { WorkDelta } from '../../providers/measure/work-feed.js';

/** What was counted, in probed addresses. */
export interface Tally {
  readonly probed: number;
  readonly tempfailed: number;
  readonly rejected: number;
  readonly unknown: number;
  /** Probes of workers that report what was blocked; the others' are no sample for it. */
  readonly policyProbed: number;
  readonly policyBlocked: number;
}

/** A tally for each provider that anything was counted of. */
export type ProviderTallies = Partial<Record<Provider, Tally>>;

export const NOTHING: Tally = {
  probed: 0,
  tempfailed: 0,
  rejected: 0,
  unknown: 0,
  policyProbed: 0,
  policyBlocked: 0,
};

export function tallyOf(delta: WorkDelta): Tally {
  const { probed, tempfailed, rejected, unknown, policyBlocked } = delta;
  const policyProbed = policyBlocked === null ? 0 : probed;
  return { probed, tempfailed, rejected, unknown, policyProbed, policyBlocked: policyBlocked ?? 0 };
}

export function sumOf(a: Tally, b: Tally): Tally {
  return {
    probed: a.probed + b.probed,
    tempfailed: a.tempfailed + b.tempfailed,
    rejected: a.rejected + b.rejected,
    unknown: a.unknown + b.unknown,
    policyProbed: a.policyProbed + b.policyProbed,
    policyBlocked: a.policyBlocked + b.policyBlocked,
  };
}

/** Both together, provider by provider. */
export function mergedTallies(a: ProviderTallies, b: ProviderTallies): ProviderTallies {
  const merged: ProviderTallies = {};
  for (const provider of PROVIDERS) {
    const [left, right] = [a[provider], b[provider]];
    if (left !== undefined || right !== undefined) merged[provider] = sumOf(left ?? NOTHING, right ?? NOTHING);
  }
  return merged;
}

/** How many probes the measure is a rate of. */
export function probedOf(tally: Tally, measure: CanaryMeasure): number {
  return measure === 'policy_blocked_rate' ? tally.policyProbed : tally.probed;
}

export function hitsOf(tally: Tally, measure: CanaryMeasure): number {
  switch (measure) {
    case 'unknown_rate':
      return tally.unknown;
    case 'tempfail_rate':
      return tally.tempfailed;
    case 'policy_blocked_rate':
      return tally.policyBlocked;
  }
}

export function countsOf(tally: Tally, measure: CanaryMeasure): Counts {
  return { probed: probedOf(tally, measure), hits: hitsOf(tally, measure) };
}
