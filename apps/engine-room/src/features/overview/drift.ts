import { IconArrowDownRight, IconArrowRight, IconArrowUpRight, type Icon } from '@tabler/icons-react';
import type { ProviderDrift } from '@app/contracts';
import { percent } from '../../ui/figures';

/** A change smaller than this share shows as none: it would read 0.0. */
const NOTHING = 0.0005;

const points = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const inPoints = (share: number) => `${points.format(Math.abs(share) * 100)} points`;

/** How a figure moved, in words. */
export interface DriftWords {
  /** The way it went; null where there is no past to go from. */
  readonly icon: Icon | null;
  /** `2.1 points more`, `5.0 points above 20.0 %`. */
  readonly change: string;
  /** `than 12.0 % before`, or what stands in for the past. */
  readonly against: string;
  readonly isWorse: boolean;
}

type Drift = Pick<ProviderDrift, 'unknown_delta' | 'unknown_baseline' | 'baseline_basis' | 'drift_recommendation'>;

/** Null where nothing was measured. A configured threshold that stands in for the past is said to be one. */
export function driftWords(drift: Drift): DriftWords | null {
  const { unknown_delta: delta, unknown_baseline: baseline, drift_recommendation: recommendation } = drift;
  if (delta === null || baseline === null) return null;
  const isWorse = recommendation !== null && recommendation !== 'stable';
  if (drift.baseline_basis === 'threshold') {
    const side = delta > 0 ? 'above' : 'below';
    // the judgement rests on the threshold, so that it stands where the eye falls
    const change = `${inPoints(delta)} ${side} ${percent(baseline)}`;
    return { icon: null, change, against: 'the threshold: no past to compare', isWorse };
  }
  const against = `than ${percent(baseline)} before`;
  if (Math.abs(delta) < NOTHING)
    return { icon: IconArrowRight, change: 'as before', against: percent(baseline), isWorse };
  return delta > 0
    ? { icon: IconArrowUpRight, change: `${inPoints(delta)} more`, against, isWorse }
    : { icon: IconArrowDownRight, change: `${inPoints(delta)} less`, against, isWorse };
}
