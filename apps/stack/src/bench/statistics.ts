/** The middle one; of an even number the mean of the two in the middle. @throws RangeError without any */
export function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const upper = ordered[Math.floor(ordered.length / 2)];
  const lower = ordered[Math.ceil(ordered.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing');
  return (lower + upper) / 2;
}

/** The smallest value that at least `percent` per cent of all do not exceed. @throws RangeError without any */
export function percentile(values: readonly number[], percent: number): number {
  const ordered = [...values].sort((a, b) => a - b);
  const value = ordered[Math.max(0, Math.ceil((percent / 100) * ordered.length) - 1)];
  if (value === undefined) throw new RangeError('There is no percentile of nothing');
  return value;
}
