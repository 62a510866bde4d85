import type { JournalEntry } from '@app/contracts';
import type { PoolIntent } from './pool-intent.js';

/** What was decided about pools. Reading is from memory; only `save` waits for Redis. */
export abstract class PoolIntentsStore {
  abstract readonly isLoaded: boolean;
  /** The intent, or null when nobody ever scaled the pool. */
  abstract find(pool: string): PoolIntent | null;
  abstract entries(): Iterable<readonly [pool: string, intent: PoolIntent]>;
  /**
   * Writes `next` and its journal entry in one step, if nobody wrote since revision `next.revision - 1`.
   * Answers 'changed', and writes neither, if somebody did.
   * @throws when the store did not confirm: the write may or may not have happened
   */
  abstract save(pool: string, next: PoolIntent, entry: JournalEntry): Promise<'saved' | 'changed'>;
}
