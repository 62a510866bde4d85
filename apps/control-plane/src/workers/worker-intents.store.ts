import type { JournalEntry } from '@app/contracts';
import type { Observable } from 'rxjs';
import type { WorkerIntent } from './worker-intent.js';

/** What was decided about workers. Reading is from memory; only `save` waits for Redis. */
export abstract class WorkerIntentsStore {
  /** False until the intents were read once; until then nobody may be told to run. */
  abstract readonly isLoaded: boolean;
  /** Ids of workers about which something was decided just now, by any replica. */
  abstract readonly changes: Observable<string>;
  /** The intent, or NO_INTENT. */
  abstract find(workerId: string): WorkerIntent;
  abstract entries(): Iterable<readonly [workerId: string, intent: WorkerIntent]>;
  /**
   * Writes `next` and its journal entry in one step, if nobody wrote since revision `next.revision - 1`.
   * Answers 'changed', and writes neither, if somebody did.
   * @throws when the store did not confirm: the write may or may not have happened
   */
  abstract save(workerId: string, next: WorkerIntent, entry: JournalEntry): Promise<'saved' | 'changed'>;
}
