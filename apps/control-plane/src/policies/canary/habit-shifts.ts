import { CANARY_MEASURES, type CanaryMeasure, PROVIDERS } from '@app/contracts';
import { NOTHING, type ProviderTallies, countsOf } from './tally.js';
import type { HabitsBy } from './worker-habits.js';

/** Worker id → how far its rate usually lies from everybody's, a place a provider in the order of `PROVIDERS`. */
export type Shifts = ReadonlyMap<string, readonly number[]>;

export type HabitShifts = Readonly<Record<CanaryMeasure, Shifts>>;

/**
 * So many probes of everybody's rate are added to a worker's own before it is called a habit: chance makes a few
 * probes differ. It is what is right when workers' own rates lie two or three points apart.
 */
const SHRINKAGE = 300;

/** What is expected of each worker, as it did so before. */
export function habitShifts(habits: HabitsBy): HabitShifts {
  const shifts = CANARY_MEASURES.map((measure) => [measure, usualShifts(habits, measure)]);
  return Object.fromEntries(shifts) as HabitShifts; // one of each
}

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
