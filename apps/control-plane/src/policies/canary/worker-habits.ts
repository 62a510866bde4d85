import type { WorkDelta } from '../../providers/measure/work-feed.js';
import { NOTHING, type ProviderTallies, mergedTallies, sumOf, tallyOf } from './tally.js';

/** Worker id → what it did before the canary began. */
export type HabitsBy = ReadonlyMap<string, Readonly<ProviderTallies>>;

const GENERATION_MS = 6 * 3_600_000;

/**
 * What workers did while everybody ran the same, the last 6 to 12 hours of it: their servers and addresses make some
 * of them do better than others, and that is not the candidate's doing. Gathered while no canary is on its way, and
 * left as it is while one is, so that it is of the same time for everybody.
 */
export class WorkerHabits {
  private young = new Map<string, ProviderTallies>();
  private old = new Map<string, ProviderTallies>();
  private youngSince = 0;

  record(deltas: readonly WorkDelta[]): void {
    for (const delta of deltas) {
      if (delta.at - this.youngSince >= GENERATION_MS) this.turn(delta.at);
      const tallies = this.young.get(delta.workerId) ?? {};
      tallies[delta.provider] = sumOf(tallies[delta.provider] ?? NOTHING, tallyOf(delta));
      this.young.set(delta.workerId, tallies);
    }
  }

  /** What everybody ran is over: habits under it tell nothing any more. */
  forget(): void {
    this.young = new Map();
    this.old = new Map();
  }

  all(): HabitsBy {
    const all = new Map<string, ProviderTallies>(this.old);
    for (const [workerId, tallies] of this.young) {
      all.set(workerId, mergedTallies(all.get(workerId) ?? {}, tallies));
    }
    return all;
  }

  private turn(at: number): void {
    this.old = this.young;
    this.young = new Map();
    this.youngSince = at;
  }
}
