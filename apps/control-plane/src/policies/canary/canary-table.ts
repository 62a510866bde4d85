import { CANARY_MEASURES, type CanaryMeasure, PROVIDERS, type Provider } from '@app/contracts';
import type { CanaryFigures, WorkBy } from './canary-ledger.js';
import type { WorkerCounts } from './rate-difference.js';
import { type Counts, NOTHING, countsOf } from './tally.js';
import type { Shifts } from './habit-shifts.js';

/** What both sides counted, a row a worker, for each measure a place a provider in the order of `PROVIDERS`. */
export class CanaryTable {
  private readonly asked = new Map<string, Sides>();
  private readonly rows: Readonly<Record<CanaryMeasure, Sides>>;

  constructor({ cohort, rest, habits }: Pick<CanaryFigures, 'cohort' | 'rest' | 'habits'>) {
    const sides = (measure: CanaryMeasure) => {
      const usual = habits[measure];
      return [measure, { cohort: rowsOf(cohort, measure, usual), rest: rowsOf(rest, measure, usual) }];
    };
    this.rows = Object.fromEntries(CANARY_MEASURES.map(sides)) as Record<CanaryMeasure, Sides>; // one of each
  }

  /** Of these providers, by workers that did anything with them. */
  sidesOf(measure: CanaryMeasure, providers: readonly Provider[]): Sides {
    const key = [measure, ...providers].join(' ');
    const known = this.asked.get(key);
    if (known !== undefined) return known;
    const sides = this.select(measure, providers);
    this.asked.set(key, sides);
    return sides;
  }

  /** Providers of which each side has counted at least so much. */
  comparable(measure: CanaryMeasure, among: readonly Provider[], atLeast: number): Provider[] {
    return among.filter((provider) => {
      const { cohort, rest } = this.sidesOf(measure, [provider]);
      return Math.min(probedBy(cohort), probedBy(rest)) >= atLeast;
    });
  }

  private select(measure: CanaryMeasure, providers: readonly Provider[]): Sides {
    const places = providers.map((provider) => PROVIDERS.indexOf(provider));
    const { cohort, rest } = this.rows[measure];
    return { cohort: picked(cohort, places), rest: picked(rest, places) };
  }
}

export interface Sides {
  readonly cohort: readonly WorkerCounts[];
  readonly rest: readonly WorkerCounts[];
}

export function probedBy(rows: readonly WorkerCounts[]): number {
  let sum = 0;
  for (const row of rows) for (const { probed } of row) sum += probed;
  return sum;
}

function rowsOf(work: WorkBy, measure: CanaryMeasure, usual: Shifts): WorkerCounts[] {
  return [...work].map(([workerId, tallies]) => {
    const shifts = usual.get(workerId);
    return PROVIDERS.map((provider, place) => {
      const counts = countsOf(tallies[provider] ?? NOTHING, measure);
      return { ...counts, usual: counts.probed * (shifts?.[place] ?? 0) };
    });
  });
}

function picked(rows: readonly WorkerCounts[], places: readonly number[]): WorkerCounts[] {
  const found: WorkerCounts[] = [];
  for (const row of rows) {
    if (places.every((place) => row[place]?.probed === 0)) continue;
    found.push(places.map((place) => row[place] as Counts)); // rows have a place for each provider
  }
  return found;
}
