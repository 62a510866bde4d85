/** How often something may be started again before it is given up: so many times in so long. */
export interface RestartBudget {
  readonly times: number;
  readonly withinMs: number;
}

/** Enough for a fault that passes, too few to hide one that does not. */
export const RESTARTS: RestartBudget = { times: 5, withinMs: 60_000 };

/**
 * The starts to remember after one more at `now`, or null if the budget is used up.
 * @param earlier instants of the restarts so far
 */
export function spendRestart(earlier: readonly number[], now: number, budget = RESTARTS): readonly number[] | null {
  const recent = earlier.filter((at) => now - at < budget.withinMs);
  return recent.length < budget.times ? [...recent, now] : null;
}
