import type { CanaryMeasure } from '@app/contracts';
import type { RateDifference } from './rate-difference.js';

export const MEASURE_NAMES: Readonly<Record<CanaryMeasure, string>> = {
  unknown_rate: 'unknown results',
  tempfail_rate: 'temporary failures',
  policy_blocked_rate: 'policy blocks',
};

/** `4.2 %`. */
export function percentOf(rate: number): string {
  return `${(100 * rate).toFixed(1)} %`;
}

/** `+4.2`, in percentage points. */
export function pointsOf(difference: number): string {
  const text = (100 * difference).toFixed(1);
  return difference > 0 ? `+${text}` : text;
}

/** `6.1 % against 5.0 %, +1.1 points (99.9 % surely within -0.4 to +2.6; +5.0 allowed)`. */
export function figuresOf({ cohort, rest, difference, low, high }: RateDifference, threshold: number): string {
  const range = `${pointsOf(low)} to ${pointsOf(high)}`;
  const against = `${percentOf(cohort)} in the cohort against ${percentOf(rest)} in the rest`;
  return `${against}, ${pointsOf(difference)} points (between ${range} at 99.9 %; ${pointsOf(threshold)} allowed)`;
}
