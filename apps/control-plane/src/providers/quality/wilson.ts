import type { Estimated } from '@app/contracts';

/** Two-sided 95 %. */
const Z = 1.959964;

/** A share with its Wilson score interval (Wilson 1927), which holds for few samples and near 0 and 1; null without any. */
export function estimated(part: number, whole: number): Estimated | null {
  if (whole === 0) return null;
  const share = part / whole;
  const scale = 1 + Z ** 2 / whole;
  const centre = (share + Z ** 2 / (2 * whole)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / whole + Z ** 2 / (4 * whole ** 2));
  return {
    value: rounded(share),
    // At the ends the formula meets the share itself but for rounding errors.
    low: part === 0 ? 0 : rounded(centre - reach),
    high: part === whole ? 1 : rounded(centre + reach),
    sample: whole,
  };
}

/** Six digits are more than a sample can tell, and keep the wire short. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
