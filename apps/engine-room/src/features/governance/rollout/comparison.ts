import type { CanaryPoint, MeasureVerdict } from '@app/contracts';

/** Where the cohort's rate surely lies, on the scale of the rates: the rest's rate and the interval of the difference. */
export function bandOf({ rest, low, high }: Pick<MeasureVerdict, 'rest' | 'low' | 'high'>): [number, number] | null {
  if (rest === null || low === null || high === null) return null;
  return [share(rest + low), share(rest + high)];
}

/** The rate that the cohort must not surely exceed. */
export const gateOf = ({ rest, threshold }: Pick<MeasureVerdict, 'rest' | 'threshold'>): number | null =>
  rest === null ? null : rest + threshold;

const share = (value: number) => Math.min(1, Math.max(0, value));

/** From when to when the points reach, in epoch milliseconds: the same for all pictures, so that they can be compared. */
export function spanOf(points: readonly Pick<CanaryPoint, 'at'>[]): readonly [number, number] {
  const times = points.map(({ at }) => Date.parse(at));
  return times.length === 0 ? [0, 0] : [Math.min(...times), Math.max(...times)];
}
