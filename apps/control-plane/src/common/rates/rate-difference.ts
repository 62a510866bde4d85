import type { Counts } from './counts.js';
import { quantileOf } from './student-quantile.js';
import {
  type ClusterCounts,
  type Sum,
  type SideColumns,
  at,
  columnsOf,
  correlationOf,
  effectiveWorkers,
  meanSize,
  spreadOf,
  sums,
  unevenness,
} from './worker-spread.js';

/** A rate of the cohort minus that of the rest, and the 99.9 % interval it lies in. */
export interface RateDifference {
  readonly cohort: number;
  /** As it would be with the cohort's mix of providers, done by workers with the cohort's habits. */
  readonly rest: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Compares two groups of workers, honest about addresses of one worker being alike: a worker whose own rate is off is
 * one accident, however many addresses it probed. How alike they are (the intraclass correlation) is estimated from how
 * far workers of one side lie apart; the variance of a rate grows by 1 + (addresses a worker - 1) * correlation, never
 * below the binomial one. With several strata the rest is weighed by the cohort's mix, so that another mix of providers
 * is not taken for another rate. What a worker did before the canary is expected of it again: that it always does
 * better or worse than others is not the candidate's doing, and leaves little of the distance between workers.
 *
 * The interval is wide (99.9 %) because a rollout is looked at hundreds of times; Student's t instead of the normal
 * distribution because few workers tell little about how far workers lie apart.
 *
 * @returns null when there are too few workers to tell, or a stratum that one side has nothing of
 */
export function compareSides(cohort: SideColumns, rest: SideColumns): RateDifference | null {
  const [cohortSums, restSums] = [sums(cohort), sums(rest)];
  if (cohortSums.length === 0 || cohortSums.length !== restSums.length) return null;
  if ([...cohortSums, ...restSums].some(({ probed }) => probed === 0)) return null;
  const [mix, restMix] = [shares(cohortSums), shares(restSums)];
  const even = mix.map(() => 1);
  const toCohortMix = mix.map((share, i) => share / at(restMix, i));
  const cohortSpread = spreadOf(cohort, cohortSums, even);
  const restSpread = spreadOf(rest, restSums, toCohortMix);
  const correlation = correlationOf([cohortSpread, restSpread]);
  const degreesOfFreedom = effectiveWorkers([cohortSpread, restSpread], correlation) - 2;
  const reach = quantileOf(degreesOfFreedom + 1e-9); // a sum of equal shares may fall short of a whole number
  if (reach === Infinity) return null;
  const variance =
    varianceOf(cohortSums, mix) * (1 + (meanSize(cohortSpread) - 1) * correlation) +
    varianceOf(restSums, mix) * (1 + (meanSize(restSpread) - 1) * correlation);
  const difference = unusual(cohortSums, mix) - unusual(restSums, mix);
  return interval(standardised(cohortSums, mix), difference, reach * Math.sqrt(variance));
}

/** The same for a row a worker (or whatever else its addresses are alike in), a place in it for each stratum. */
export function compareRates(cohort: readonly ClusterCounts[], rest: readonly ClusterCounts[]): RateDifference | null {
  return compareSides(columnsOf(cohort), columnsOf(rest));
}

/** The rate without what is usual for these workers. */
function unusual(strata: readonly Sum[], mix: readonly number[]): number {
  return strata.reduce((rate, { hits, usual, probed }, i) => rate + (at(mix, i) * (hits - usual)) / probed, 0);
}

/** The rate that the strata would have together if they had the shares `mix`. */
export function standardised(strata: readonly Counts[], mix: readonly number[]): number {
  return strata.reduce((rate, { hits, probed }, i) => rate + (at(mix, i) * hits) / probed, 0);
}

export function shares(strata: readonly Counts[]): number[] {
  const total = strata.reduce((sum, { probed }) => sum + probed, 0);
  return strata.map(({ probed }) => probed / total);
}

function interval(cohort: number, difference: number, reach: number): RateDifference {
  const rest = cohort - difference;
  const cut = (value: number) => Math.min(1, Math.max(-1, value));
  return { cohort, rest, difference, low: cut(difference - reach), high: cut(difference + reach) };
}

function varianceOf(strata: readonly Counts[], mix: readonly number[]): number {
  return strata.reduce((sum, stratum, i) => sum + (at(mix, i) ** 2 * unevenness(stratum)) / stratum.probed, 0);
}
