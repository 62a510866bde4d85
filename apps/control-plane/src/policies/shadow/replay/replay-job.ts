import type { LaravelTrace } from '@app/contracts';
import {
  CollectedTraces,
  Replay,
  compareReplays,
  type Replayed,
  type ReplayComparison,
  type SmtpPolicy,
} from '@app/smtp-policy';

/** What is replayed. */
export interface ReplayPlan {
  readonly candidate: SmtpPolicy;
  readonly active: SmtpPolicy;
  /** Every policy that workers may have had, by version; not the built-in one. */
  readonly inForce: ReadonlyMap<string, SmtpPolicy>;
  /** Whether there were no others. */
  readonly isComplete: boolean;
}

/** Collects traces and replays all of them under two policies. It knows nothing of threads. */
export class ReplayJob {
  private readonly traces = new CollectedTraces();

  add(traces: readonly LaravelTrace[]): void {
    for (const trace of traces) this.traces.add(trace);
  }

  /** @param progressed told from time to time how many traces are done, of each half the work */
  compare(
    { candidate, active, inForce, isComplete }: ReplayPlan,
    progressed: (replayed: number) => void,
  ): readonly ReplayComparison[] {
    const replay = (policy: SmtpPolicy, before: number): readonly Replayed[] =>
      new Replay({ candidate: policy, inForce, isComplete }).replayCollected(this.traces, {
        replayed: (count) => {
          if (count % TOLD_EVERY === 0) progressed(Math.floor((before + count) / 2));
        },
      });
    const after = replay(candidate, 0);
    const before = replay(active, this.traces.size);
    progressed(this.traces.size);
    return compareReplays(this.traces, after, before);
  }
}

const TOLD_EVERY = 2_000;
