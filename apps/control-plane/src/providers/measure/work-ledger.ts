import { PROVIDERS, type Provider } from '@app/contracts';
import type { WorkDelta } from './work-feed.js';

/** What was done with a provider within a time, in probed addresses. */
export interface WorkSums {
  readonly probed: number;
  readonly tempfailed: number;
  readonly rejected: number;
  readonly unknown: number;
  /** Of `blockedOf` probes, by workers that report it. */
  readonly policyBlocked: number;
  readonly blockedOf: number;
}

export const NO_WORK: WorkSums = { probed: 0, tempfailed: 0, rejected: 0, unknown: 0, policyBlocked: 0, blockedOf: 0 };

type Mutable = { -readonly [Name in keyof WorkSums]: WorkSums[Name] };

const MINUTE_MS = 60_000;
/** How far back it remembers. */
export const HISTORY_MS = 24 * 60 * MINUTE_MS;

/** The fleet's work by provider and minute, for the last 24 hours; in memory, so it begins anew with the process. */
export class WorkLedger {
  private readonly minutes = new Map<Provider, Map<number, Mutable>>(
    PROVIDERS.map((provider) => [provider, new Map()]),
  );

  add(deltas: readonly WorkDelta[]): void {
    for (const delta of deltas) {
      const sums = this.minuteOf(delta.provider, Math.floor(delta.at / MINUTE_MS));
      sums.probed += delta.probed;
      sums.tempfailed += delta.tempfailed;
      sums.rejected += delta.rejected;
      sums.unknown += delta.unknown;
      if (delta.policyBlocked === null) continue;
      sums.policyBlocked += delta.policyBlocked;
      sums.blockedOf += delta.probed;
    }
  }

  /** What was done from the minute of `from` on, and before that of `until`. */
  sums(provider: Provider, from: number, until = Infinity): WorkSums {
    const total: Mutable = { ...NO_WORK };
    for (const sums of this.minuteSums(provider, from, until)) {
      for (const name of Object.keys(total) as (keyof WorkSums)[]) total[name] += sums[name];
    }
    return total;
  }

  /** The work of each minute in which there was some, from that of `from` on and before that of `until`. */
  minuteSums(provider: Provider, from: number, until = Infinity): WorkSums[] {
    const [first, end] = [Math.floor(from / MINUTE_MS), Math.floor(until / MINUTE_MS)];
    const minutes = [...(this.minutes.get(provider) ?? [])];
    return minutes.filter(([minute]) => minute >= first && minute < end).map(([, sums]) => sums);
  }

  /** The beginning of the first minute that is remembered, epoch milliseconds; null: nothing was counted yet. */
  get since(): number | null {
    const firsts = [...this.minutes.values()].flatMap((minutes) => [...minutes.keys()].slice(0, 1));
    return firsts.length === 0 ? null : Math.min(...firsts) * MINUTE_MS;
  }

  private minuteOf(provider: Provider, minute: number): Mutable {
    const minutes = this.minutes.get(provider) ?? new Map<number, Mutable>();
    const known = minutes.get(minute);
    if (known !== undefined) return known;
    const sums = { ...NO_WORK };
    minutes.set(minute, sums);
    for (const old of minutes.keys()) if (old < minute - HISTORY_MS / MINUTE_MS) minutes.delete(old);
    return sums;
  }
}
