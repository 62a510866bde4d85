import type { LaravelTrace } from '@app/contracts';
import type { ReplayComparison } from '@app/smtp-policy';
import type { ReplayPlan } from './replay-job.js';

/** One replay: traces go in as they come, and what two policies make of them comes out. One call at a time. */
export interface ReplaySession {
  /** Resolves when there is room for more. */
  add(traces: readonly LaravelTrace[]): Promise<void>;
  /** Ends the adding. */
  compare(plan: ReplayPlan, progressed: (replayed: number) => void): Promise<readonly ReplayComparison[]>;
  /** Ends what is under way, whose promise is rejected, and frees everything. May be called twice. */
  close(): Promise<void>;
}

/** Where replays are made, away from what answers requests. */
export abstract class Replayer {
  abstract open(): ReplaySession;
}
