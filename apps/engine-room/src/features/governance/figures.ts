import { NO_DATA, percent } from '../../ui/figures';

const points = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});

/** A difference of two shares 0..1 in percentage points, with its sign: `+2.1 points`. */
export const inPoints = (value: number | null): string =>
  value === null ? NO_DATA : `${points.format(value * 100)} points`;

/** Where a share lies: `3.1 % to 4.0 %`; one figure when both are equal. */
export function range([low, high]: readonly [number, number]): string {
  const [from, to] = [percent(low), percent(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** The first characters of a checksum, enough to tell two apart. */
export const short = (checksum: string): string => checksum.slice(0, 10);
