import { type ProviderTallies, mergedTallies } from './tally.js';

/** What both sides did in one stretch of the step. */
export interface CanarySlice {
  /** When it began, epoch milliseconds. */
  readonly at: number;
  readonly cohort: ProviderTallies;
  readonly rest: ProviderTallies;
}

/** The slices of one step, oldest first, all of the same length. */
export interface CanarySlices {
  readonly since: number;
  readonly lengthMs: number;
  readonly slices: readonly CanarySlice[];
}

/** More points than that no small chart can show. */
export const MOST_SLICES = 60;
const SHORTEST_MS = 10_000; // two rounds of the feed

export function noSlices(since: number): CanarySlices {
  return { since, lengthMs: SHORTEST_MS, slices: [] };
}

/** The slices after `side` did `work` at `at`. When they become too many, neighbours are put together. */
export function withWork(
  current: CanarySlices,
  side: 'cohort' | 'rest',
  work: ProviderTallies,
  at: number,
): CanarySlices {
  const { since, lengthMs, slices } = current;
  const begin = beginOf(at, since, lengthMs);
  const index = slices.findLastIndex((slice) => slice.at <= begin);
  const found = slices[index];
  if (found?.at === begin) {
    const changed = { ...found, [side]: mergedTallies(found[side], work) };
    return { ...current, slices: slices.with(index, changed) };
  }
  const added: CanarySlice = { at: begin, cohort: {}, rest: {}, [side]: work };
  return withinLimit({ since, lengthMs, slices: slices.toSpliced(index + 1, 0, added) });
}

function withinLimit(current: CanarySlices): CanarySlices {
  const { since, slices } = current;
  const last = slices.at(-1);
  if (last === undefined || last.at - since < MOST_SLICES * current.lengthMs) return current;
  const lengthMs = 2 * current.lengthMs;
  const merged = new Map<number, CanarySlice>();
  for (const slice of slices) {
    const at = beginOf(slice.at, since, lengthMs);
    const { cohort, rest } = merged.get(at) ?? { cohort: {}, rest: {} };
    merged.set(at, { at, cohort: mergedTallies(cohort, slice.cohort), rest: mergedTallies(rest, slice.rest) });
  }
  return withinLimit({ since, lengthMs, slices: [...merged.values()] });
}

function beginOf(at: number, since: number, lengthMs: number): number {
  return since + Math.floor(Math.max(0, at - since) / lengthMs) * lengthMs;
}
