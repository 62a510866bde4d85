import type { RateBasis } from '@app/contracts';
import { counted } from '../../ui/figures';
import { duration } from '../../ui/time';

const PLAIN = {
  cumulative: 'since worker start',
  none: '–',
} as const;

/** What a rate is worth: over what time, from how many probes, and what counts the same in it. */
export function basisWords(row: RateBasis): string {
  const { basis, window_seconds: seconds, sample, weighted_by: weight } = row;
  if (basis === 'none') return PLAIN.none;
  const time = basis === 'window' ? `last ${window(seconds)}` : PLAIN[basis];
  const volume = sample === null ? null : counted(sample, 'probe');
  return [time, volume, weight === 'workers' && 'each worker counts the same'].filter(Boolean).join(', ');
}

const window = (seconds: number): string =>
  seconds % 3_600 === 0
    ? `${seconds / 3_600} h`
    : seconds % 60 === 0
      ? `${seconds / 60} min`
      : duration(seconds * 1_000);
