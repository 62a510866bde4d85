import type { LaravelTrace } from '@app/contracts';
import { recordedAt } from './recorded-at.js';

/** Ids that may exist and were not read: above `above`, below `below`. */
interface Gap {
  readonly above: number;
  readonly below: number;
}

export interface TraceWindowLimits {
  readonly traces: number;
  readonly ageMs: number;
  /** How many traces a full page has; a shorter one is the last. */
  readonly page: number;
}

/**
 * The newest traces, read in pages that end at an id. Knows which ids it has not seen yet, so that what was missed
 * while Laravel was away, or was too much for one round, is read later.
 */
export class TraceWindow {
  private kept: readonly LaravelTrace[] = [];
  private gaps: readonly Gap[] = [];
  private newestSeen = 0;

  constructor(private readonly limits: TraceWindowLimits) {}

  /** Newest first; a new list after every page. */
  get traces(): readonly LaravelTrace[] {
    return this.kept;
  }

  /** What is newer than the newest becomes worth reading; call it before each round. */
  lookForNewer(): void {
    const older = this.gaps.filter(({ below }) => below !== Infinity);
    this.gaps = [{ above: this.newestSeen, below: Infinity }, ...older];
  }

  /** Below which id the next page shall end, newest gap first; Infinity: the newest page. Null: everything was read. */
  get nextBelow(): number | null {
    return this.gaps[0]?.below ?? null;
  }

  /** Takes the page that ends below `nextBelow`; newest first, empty when there is nothing. */
  took(page: readonly LaravelTrace[], now: number): void {
    const [gap, ...others] = this.gaps;
    if (gap === undefined) return;
    const oldest = page.at(-1);
    const isRead = oldest === undefined || page.length < this.limits.page || oldest.id - 1 <= gap.above;
    this.gaps = isRead ? others : [{ above: gap.above, below: oldest.id }, ...others];
    this.newestSeen = Math.max(this.newestSeen, page[0]?.id ?? 0);
    this.keep([...this.kept, ...page.filter(({ id }) => id > gap.above && id < gap.below)], now);
  }

  /** The known traces right below an id, without a gap between them; empty: the very next one is not known. */
  rightBelow(beforeId: number): readonly LaravelTrace[] {
    if (beforeId > this.newestSeen) return [];
    const next = this.gaps.find(({ above }) => above < beforeId - 1);
    const from = next?.below ?? 0;
    return from >= beforeId ? [] : this.kept.filter(({ id }) => id < beforeId && id >= from);
  }

  find(id: number): LaravelTrace | undefined {
    return this.kept.find((trace) => trace.id === id);
  }

  /** What lies below the oldest that is kept is not read any more; a trace that does not say its age is new. */
  private keep(traces: readonly LaravelTrace[], now: number): void {
    const young = traces.filter((trace) => now - (recordedAt(trace) ?? now) <= this.limits.ageMs);
    this.kept = young.sort((one, other) => other.id - one.id).slice(0, this.limits.traces);
    const isFull = this.kept.length < traces.length || this.kept.length === this.limits.traces;
    const oldest = this.kept.at(-1)?.id ?? Infinity;
    if (isFull) this.gaps = this.gaps.filter(({ below }) => below === Infinity || below > oldest);
  }
}
