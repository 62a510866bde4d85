import { Injectable } from '@nestjs/common';
import { type JournalEntry, PROVIDERS, type Provider } from '@app/contracts';
import type { IntentBook } from '../../journal/intent-book.js';
import { JournalService } from '../../journal/journal.service.js';
import { type ModeRecord, NO_MODES } from './mode-record.js';

// Owned by this file: {intents}:provider-modes, a hash of provider → revision and wishes (JSON). No expiry.
const KEY = '{intents}:provider-modes';

/** What was wished for the providers. Reading is from memory; only `save` waits for Redis. */
@Injectable()
export class ProviderModesStore {
  private readonly book: IntentBook<ModeRecord>;

  constructor(journal: JournalService) {
    this.book = journal.openBook<ModeRecord>('provider.mode', KEY);
  }

  /** False until the wishes were read once; before that nobody knows what was decided. */
  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  find(provider: Provider): ModeRecord {
    return this.book.get(provider) ?? NO_MODES;
  }

  /** Grows with every change of any provider. */
  get revision(): number {
    return PROVIDERS.reduce((sum, provider) => sum + this.find(provider).revision, 0);
  }

  /**
   * Writes `next` and its journal entry in one step, if nobody wrote since revision `next.revision - 1`.
   * @returns 'changed', and writes neither, if somebody did
   * @throws when Redis did not confirm: the write may or may not have happened
   */
  save(provider: string, next: ModeRecord, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(provider, next, entry);
  }
}
