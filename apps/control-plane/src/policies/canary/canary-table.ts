import { CANARY_MEASURES, type CanaryMeasure, PROVIDERS, type Provider } from '@app/contracts';
import type { CanaryFigures, WorkBy } from './canary-ledger.js';
import type { WorkerCounts } from './rate-difference.js';
import { type Counts, NOTHING, type ProviderTallies, countsOf } from './tally.js';
import type { HabitsBy } from './worker-habits.js';

/** What both sides counted, a row a worker, for each measure a place a provider in the order of `PROVIDERS`. */
export class CanaryTable {
  private readonly rows: Readonly<Record<CanaryMeasure, Sides>>;

  constructor({ cohort, rest, habits }: Pick<CanaryFigures, 'cohort' | 'rest' | 'habits'>) {
    const sides = (measure: CanaryMeasure) => {
      const usual = usualShifts(habits, measure);
      return [measure, { cohort: rowsOf(cohort, measure, usual), rest: rowsOf(rest, measure, usual) }];
    };
    this.rows = Object.fromEntries(CANARY_MEASURES.map(sides)) as Record<CanaryMeasure, Sides>; // one of each
  }

  /** Of these providers, by workers that did anything with them. */
  sidesOf(measure: CanaryMeasure, providers: readonly Provider[]): Sides {
    const places = providers.map((provider) => PROVIDERS.indexOf(provider));
    const { cohort, rest } = this.rows[measure];
    return { cohort: picked(cohort, places), rest: picked(rest, places) };
  }

  /** Providers of which each side has counted at least so much. */
  comparable(measure: CanaryMeasure, among: readonly Provider[], atLeast: number): Provider[] {
    return among.filter((provider) => {
      const { cohort, rest } = this.sidesOf(measure, [provider]);
      return Math.min(probedBy(cohort), probedBy(rest)) >= atLeast;
    });
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

/** How far a worker's rate usually lies from everybody's, a place a provider. */
type Shifts = ReadonlyMap<string, readonly number[]>;

/**
 * So many probes of everybody's rate are added to a worker's own before it is called a habit: chance makes a few
 * probes differ. It is what is right when workers' own rates lie two or three points apart.
 */
const SHRINKAGE = 300;

function usualShifts(habits: HabitsBy, measure: CanaryMeasure): Shifts {
  const everybody = PROVIDERS.map((provider) => {
    let [probed, hits] = [0, 0];
    for (const tallies of habits.values()) {
      const counts = countsOf(tallies[provider] ?? NOTHING, measure);
      probed += counts.probed;
      hits += counts.hits;
    }
    return probed === 0 ? 0 : hits / probed;
  });
  const shiftsOf = (tallies: Readonly<ProviderTallies>) =>
    PROVIDERS.map((provider, place) => {
      const { probed, hits } = countsOf(tallies[provider] ?? NOTHING, measure);
      return (hits - probed * (everybody[place] ?? 0)) / (probed + SHRINKAGE);
    });
  return new Map([...habits].map(([workerId, tallies]) => [workerId, shiftsOf(tallies)]));
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
