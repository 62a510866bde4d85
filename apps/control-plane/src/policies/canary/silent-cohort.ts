/** Workers of one side that were heard since the step began. */
export interface Heard {
  readonly workers: number;
  /** Those of them that are not live any more. */
  readonly silent: number;
}

/**
 * How probable it is that at least so many of the silent workers are in the cohort, if the candidate had nothing to do
 * with their silence (Fisher's exact test, one-sided). 1 when the cohort has no silent worker.
 */
export function chanceOfSilence(cohort: Heard, rest: Heard): number {
  const silent = cohort.silent + rest.silent;
  const most = Math.min(silent, cohort.workers);
  const least = Math.max(0, silent - rest.workers);
  // Probabilities relative to the first one; each follows from the one before.
  let [weight, sum, tail] = [1, 0, 0];
  for (let inCohort = least; inCohort <= most; inCohort += 1) {
    sum += weight;
    if (inCohort >= cohort.silent) tail += weight;
    const more = (cohort.workers - inCohort) * (silent - inCohort);
    const fewer = (inCohort + 1) * (rest.workers - silent + inCohort + 1);
    weight *= more / fewer;
  }
  return Number.isFinite(sum) ? tail / sum : largeChance(cohort, rest);
}

/** The same by the normal distribution's rule of thumb, where the exact sum is too large for a number. */
function largeChance(cohort: Heard, rest: Heard): number {
  const share = (cohort.silent + rest.silent) / (cohort.workers + rest.workers);
  const scale = Math.sqrt(share * (1 - share) * (1 / cohort.workers + 1 / rest.workers));
  const distance = (cohort.silent / cohort.workers - rest.silent / rest.workers) / scale;
  return distance <= 0 ? 1 : Math.exp(-(distance ** 2) / 2); // an upper bound of the tail
}
