import { Injectable } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import { filter, map, type Observable } from 'rxjs';
import type { IntentBook } from '../../journal/intent-book.js';
import { JournalService } from '../../journal/journal.service.js';
import { NO_ROLLOUT, type RolloutRecord } from './rollout-record.js';

// Owned by this file: {intents}:rollout, a hash of which the field `smtp` is everything decided about policies. No expiry.
const KEY = '{intents}:rollout';
/** The only record, and its name in the journal. */
export const ROLLOUT_ID = 'smtp';

/** What was decided about policies. Reading is from memory; only `save` waits for Redis. */
@Injectable()
export class RolloutStore {
  private readonly book: IntentBook<RolloutRecord>;

  constructor(journal: JournalService) {
    this.book = journal.openBook<RolloutRecord>('policy.rollout', KEY);
  }

  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  get changes(): Observable<void> {
    return this.book.changes.pipe(
      filter((id) => id === ROLLOUT_ID),
      map(() => undefined),
    );
  }

  current(): RolloutRecord {
    return this.book.get(ROLLOUT_ID) ?? NO_ROLLOUT;
  }

  /** Writes the record and its journal entry in one step, if nobody wrote since. @throws when Redis did not confirm */
  save(id: string, next: RolloutRecord, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(id, next, entry);
  }
}
