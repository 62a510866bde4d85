import { Injectable } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import type { IntentBook } from '../../journal/intent-book.js';
import { JournalService } from '../../journal/journal.service.js';
import type { StoredVerification } from './stored-verification.js';

// Owned by this file: {intents}:verifications, a hash of server id → revision and newest verification (JSON). No expiry.
const KEY = '{intents}:verifications';

/** The newest verification of every server. Reading is from memory; only `save` waits for Redis. */
@Injectable()
export class VerificationsStore {
  private readonly book: IntentBook<StoredVerification>;

  constructor(journal: JournalService) {
    this.book = journal.openBook<StoredVerification>('server.verification', KEY);
  }

  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  find(serverId: number): StoredVerification | undefined {
    return this.book.get(String(serverId));
  }

  save(serverId: string, next: StoredVerification, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(serverId, next, entry);
  }
}
