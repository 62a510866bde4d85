import type { LaravelTrace, LaravelTraceQuery, RegistrySource } from '@app/contracts';

/** The newest decision traces as far as they were read, newest first. */
export interface RecentTracesCopy {
  readonly traces: readonly LaravelTrace[];
  /** Null: they were never read; `problem` says why. */
  readonly source: RegistrySource | null;
  readonly problem: string | null;
}

/** Where other modules get decision traces from. */
export abstract class RecentTraces {
  /** What is in memory now; waits for nobody. */
  abstract copy(): RecentTracesCopy;
  /**
   * Laravel's traces newest first, a page at a time, until there are no more or `signal` aborts.
   * @throws Failure laravel_not_configured, laravel_unavailable, …
   */
  abstract pages(
    query: Omit<LaravelTraceQuery, 'limit'>,
    requestId: string,
    signal: AbortSignal,
  ): AsyncIterable<readonly LaravelTrace[]>;
}
