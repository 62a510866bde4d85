const WINDOW_SECONDS = 60;
const SHARE = 0.1;
/** Without it a lone call could never be repeated. */
const FLOOR = 1;

interface Second {
  readonly at: number;
  calls: number;
  retries: number;
}

/**
 * Keeps retries from making an outage worse: within any minute there are at most a tenth as many retries as calls were
 * sent, or one, whichever is more. Calls that were never sent earn nothing.
 */
export class RetryBudget {
  private seconds: Second[] = [];

  /** A call went out for the first time. */
  noteCall(now: number): void {
    this.secondOf(now).calls += 1;
  }

  /** Takes one retry out of the budget; false, and takes nothing, when it is used up. */
  tryRetry(now: number): boolean {
    const current = this.secondOf(now);
    const calls = this.seconds.reduce((sum, second) => sum + second.calls, 0);
    const retries = this.seconds.reduce((sum, second) => sum + second.retries, 0);
    if (retries + 1 > Math.max(FLOOR, Math.floor(calls * SHARE))) return false;
    current.retries += 1;
    return true;
  }

  private secondOf(now: number): Second {
    const at = Math.floor(now / 1_000);
    this.seconds = this.seconds.filter((second) => second.at > at - WINDOW_SECONDS && second.at <= at);
    const last = this.seconds.at(-1);
    if (last?.at === at) return last;
    const current = { at, calls: 0, retries: 0 };
    this.seconds.push(current);
    return current;
  }
}
