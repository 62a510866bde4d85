import type { LaravelTrace } from '@app/contracts';
import { unfoldedClass } from './trace-row.js';

/** Traces of one class, as far as they were looked for. */
export interface Scan {
  readonly found: readonly LaravelTrace[];
  readonly scanned: number;
  /** Where to go on; 0: there is nothing older. */
  readonly nextBeforeId: number;
  /** The search ended before it found enough. */
  readonly isPartial: boolean;
}

/** The next traces below an id; null: not now, the search shall end here. Empty: there are none. */
export type NextTraces = (beforeId: number | null) => Promise<readonly LaravelTrace[] | null>;

/**
 * Looks for traces whose unfolded class is `decisionClass`, newest first: Laravel knows the folded one only, so all of
 * them are looked at.
 * @param beforeId null: from the newest on
 */
export async function scanFor(
  decisionClass: string,
  limit: number,
  beforeId: number | null,
  next: NextTraces,
): Promise<Scan> {
  const found: LaravelTrace[] = [];
  let scanned = 0;
  let below = beforeId;
  for (;;) {
    const traces = await next(below);
    if (traces === null) return { found, scanned, nextBeforeId: below ?? 0, isPartial: true };
    if (traces.length === 0) return { found, scanned, nextBeforeId: 0, isPartial: false };
    for (const trace of traces) {
      scanned += 1;
      below = trace.id;
      if (unfoldedClass(trace) === decisionClass) found.push(trace);
      if (found.length === limit) return { found, scanned, nextBeforeId: trace.id, isPartial: false };
    }
  }
}
