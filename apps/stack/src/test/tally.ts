/** What one step of the tests came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of what failed, with the reason where there is one. */
  readonly failures: readonly string[];
}

/** A step that is one check: it succeeded or not. */
export function oneCheck(problem: string | null): Tally {
  const failures = problem === null ? [] : [problem];
  return { passed: 1 - failures.length, failed: failures.length, skipped: 0, failures };
}

/**
 * Makes a runner's own count honest: one that ended badly without naming a failure has failed once, and so has one
 * that ran nothing.
 * @param exitProblem how the runner ended if not with success
 */
export function checkedAgainst(exitProblem: string | null, tally: Tally): Tally {
  if (tally.failed > 0) return tally;
  if (exitProblem !== null) return { ...tally, failed: 1, failures: [`the runner ended badly (${exitProblem})`] };
  if (tally.passed === 0) return { ...tally, failed: 1, failures: ['no test ran'] };
  return tally;
}

/** Everything together. */
export function total(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, tally) => ({
    passed: sum.passed + tally.passed,
    failed: sum.failed + tally.failed,
    skipped: sum.skipped + tally.skipped,
    failures: [...sum.failures, ...tally.failures],
  }));
}
