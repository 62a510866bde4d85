import { Injectable } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import type { IntentBook } from '../../journal/intent-book.js';
import { JournalService } from '../../journal/journal.service.js';

// Owned by this file: {intents}:policy-reload, a hash of which the field `reload` says how often workers were asked to
// fetch their policies again, and when last. No expiry.
const KEY = '{intents}:policy-reload';
/** The only record, and its name in the journal. */
export const RELOAD_ID = 'reload';

export interface PolicyReload {
  /** When somebody asked last, as a wire time: it is only shown; null: never. */
  readonly at: string | null;
  /** How often it was asked for: each time is a write. */
  readonly revision: number;
}

const NEVER: PolicyReload = { at: null, revision: 0 };

/** How often workers were asked to fetch again. Reading is from memory; only `save` waits for Redis. */
@Injectable()
export class PolicyReloadsStore {
  private readonly book: IntentBook<PolicyReload>;

  constructor(journal: JournalService) {
    this.book = journal.openBook<PolicyReload>('policy.reload', KEY);
  }

  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  current(): PolicyReload {
    return this.book.get(RELOAD_ID) ?? NEVER;
  }

  /** Writes the record and its journal entry in one step, if nobody wrote since. @throws when Redis did not confirm */
  save(id: string, next: PolicyReload, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(id, next, entry);
  }
}
