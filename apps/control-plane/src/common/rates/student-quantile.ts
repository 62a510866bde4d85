/** Of the intervals: 99.9 %, two-sided. */
export const CONFIDENCE = 0.999;

/** Degrees of freedom → 99.95 % quantile of Student's t distribution (any statistical table). */
const QUANTILES: readonly (readonly [degrees: number, quantile: number])[] = [
  [1, 636.62],
  [2, 31.599],
  [3, 12.924],
  [4, 8.61],
  [5, 6.869],
  [6, 5.959],
  [7, 5.408],
  [8, 5.041],
  [9, 4.781],
  [10, 4.587],
  [12, 4.318],
  [14, 4.14],
  [16, 4.015],
  [18, 3.922],
  [20, 3.85],
  [25, 3.725],
  [30, 3.646],
  [40, 3.551],
  [60, 3.46],
  [100, 3.39],
  [200, 3.34],
  [500, 3.31],
  [1_000, 3.3],
];

/** How many standard errors the interval reaches to each side; the next smaller entry counts, which is wider. */
export function quantileOf(degreesOfFreedom: number): number {
  const entry = QUANTILES.findLast(([degrees]) => degrees <= degreesOfFreedom);
  return entry?.[1] ?? Infinity;
}
