import { Injectable } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import type { IntentBook } from '../../journal/intent-book.js';
import { JournalService } from '../../journal/journal.service.js';

// Owned by this file: {intents}:policy-payloads, a hash of version → revision and last good payload (JSON). No expiry.
const KEY = '{intents}:policy-payloads';

/** A payload that was found good, as Laravel sent it. */
export interface KeptPayload {
  readonly text: string;
  /** Lower-case hex SHA-256 of `text`. */
  readonly checksum: string;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
  readonly revision: number;
}

/** The last good payload of every version, so that a rollback needs no Laravel. Reading is from memory. */
@Injectable()
export class KeptPayloadsStore {
  private readonly book: IntentBook<KeptPayload>;

  constructor(journal: JournalService) {
    this.book = journal.openBook<KeptPayload>('policy.payload', KEY);
  }

  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  find(version: string): KeptPayload | null {
    return this.book.get(version) ?? null;
  }

  save(version: string, next: KeptPayload, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(version, next, entry);
  }
}
