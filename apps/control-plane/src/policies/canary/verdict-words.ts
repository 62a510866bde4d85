import type { RateDifference } from '../../common/rates/rate-difference.js';

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
