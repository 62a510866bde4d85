import type { Counts } from './tally.js';
import { quantileOf } from './student-quantile.js';

/** One worker's counts, a place for each stratum (provider); the same places for everybody. */
export type WorkerCounts = readonly Counts[];

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
 * is not taken for another rate. What a worker did before the canary is expected of it again: that it always does better
 * or worse than others is not the candidate's doing, and takes most of the distance between workers away.
 *
 * The interval is wide (99.9 %) because a rollout is looked at hundreds of times; Student's t instead of the normal
 * distribution because few workers tell little about how far workers lie apart.
 *
 * @returns null when there are too few workers to tell, or a stratum that one side has nothing of
 */
export function compareRates(cohort: readonly WorkerCounts[], rest: readonly WorkerCounts[]): RateDifference | null {
  const [cohortSums, restSums] = [sums(cohort), sums(rest)];
  if (cohortSums.length === 0 || [...cohortSums, ...restSums].some(({ probed }) => probed === 0)) return null;
  if (cohortSums.length !== restSums.length) return null;
  const mix = shares(cohortSums);
  const restMix = shares(restSums);
  const cohortSpread = spreadOf(
    cohort,
    cohortSums,
    mix.map(() => 1),
  );
  const restSpread = spreadOf(
    rest,
    restSums,
    mix.map((share, i) => share / at(restMix, i)),
  );
  const correlation = correlationOf([...cohortSpread, ...restSpread]);
  const degreesOfFreedom = effectiveWorkers([...cohortSpread, ...restSpread], correlation) - 2;
  const reach = quantileOf(degreesOfFreedom + 1e-9); // a sum of equal shares may fall short of a whole number
  if (reach === Infinity) return null;
  const variance =
    varianceOf(cohortSums, mix) * (1 + (meanSize(cohortSpread) - 1) * correlation) +
    varianceOf(restSums, mix) * (1 + (meanSize(restSpread) - 1) * correlation);
  const difference = unusual(cohortSums, mix) - unusual(restSums, mix);
  return interval(standardised(cohortSums, mix), difference, reach * Math.sqrt(variance));
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

interface Sum {
  probed: number;
  hits: number;
  usual: number;
}

function sums(workers: readonly WorkerCounts[]): Sum[] {
  const strata = (workers[0] ?? []).map(() => ({ probed: 0, hits: 0, usual: 0 }));
  for (const worker of workers) {
    for (const [i, sum] of strata.entries()) {
      const { probed, hits, usual = 0 } = at(worker, i);
      sum.probed += probed;
      sum.hits += hits;
      sum.usual += usual;
    }
  }
  return strata;
}

/** p * (1 - p), with two invented probes, one a hit (Agresti and Caffo): no hit among many is not certainty. */
function unevenness({ hits, probed }: Counts): number {
  const rate = (hits + 1) / (probed + 2);
  return rate * (1 - rate);
}

function varianceOf(strata: readonly Counts[], mix: readonly number[]): number {
  return strata.reduce((sum, stratum, i) => sum + (at(mix, i) ** 2 * unevenness(stratum)) / stratum.probed, 0);
}

/** How far one worker lies from its side. */
interface Spread {
  readonly size: number;
  readonly squared: number;
  /** What `squared` would be on the average if addresses were independent. */
  readonly expected: number;
}

function spreadOf(workers: readonly WorkerCounts[], totals: readonly Sum[], weights: readonly number[]): Spread[] {
  const rates = totals.map(({ hits, usual, probed }) => (hits - usual) / probed);
  const uneven = totals.map(unevenness);
  return workers.map((worker) => {
    let [size, distance, expected] = [0, 0, 0];
    for (const [i, { probed, hits, usual = 0 }] of worker.entries()) {
      const weight = at(weights, i);
      size += probed;
      distance += weight * (hits - usual - probed * at(rates, i));
      // A worker that is much of its side pulls the side's rate towards its own.
      expected += weight ** 2 * probed * at(uneven, i) * (1 - probed / at(totals, i).probed);
    }
    return { size, squared: distance ** 2, expected };
  });
}

function correlationOf(workers: readonly Spread[]): number {
  let [surplus, scale] = [0, 0];
  for (const { size, squared, expected } of workers) {
    surplus += squared - expected;
    scale += expected * Math.max(0, size - 1);
  }
  return scale === 0 ? 0 : Math.min(1, Math.max(0, surplus / scale));
}

/** How many workers of equal weight would tell as much. */
function effectiveWorkers(workers: readonly Spread[], correlation: number): number {
  let [sum, squares] = [0, 0];
  for (const { size } of workers) {
    const weight = size * (1 + Math.max(0, size - 1) * correlation);
    sum += weight;
    squares += weight ** 2;
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}

/** Of the worker that an address of this side belongs to, on the average. */
function meanSize(workers: readonly Spread[]): number {
  let [sum, squares] = [0, 0];
  for (const { size } of workers) {
    sum += size;
    squares += size ** 2;
  }
  return squares / sum;
}

function at<Item>(items: readonly Item[], index: number): Item {
  return items[index] as Item; // every array here has a place for each stratum
}
