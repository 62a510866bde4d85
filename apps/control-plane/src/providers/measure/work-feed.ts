import type { Provider } from '@app/contracts';
import type { Observable } from 'rxjs';

/** What one worker did with one provider between two of its beats, in probed addresses. */
export interface WorkDelta {
  readonly workerId: string;
  readonly pool: string;
  /**
   * The policy version it named at both beats; null: it named none. Where the two differ there is no delta: nobody knows
   * which of them did the work.
   */
  readonly version: string | null;
  readonly provider: Provider;
  /** When the later beat arrived, epoch milliseconds. */
  readonly at: number;
  readonly probed: number;
  readonly tempfailed: number;
  readonly rejected: number;
  readonly unknown: number;
  /** Null: the worker does not report it, as no worker of today does. */
  readonly policyBlocked: number | null;
}

/** Tells what the fleet's workers did, a batch every few seconds. Soft: what happened while nobody looked is not told. */
export abstract class WorkFeed {
  abstract readonly deltas: Observable<readonly WorkDelta[]>;
}
