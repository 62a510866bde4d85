import { Injectable } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import type { IntentBook } from '../../journal/intent-book.js';
import { JournalService } from '../../journal/journal.service.js';
import { NO_OPERATIONS, type ServerOperations } from './server-operations.js';

// Owned by this file: {intents}:operations, a hash of server id → revision and newest operations (JSON). No expiry.
const KEY = '{intents}:operations';

/** The newest operations of every server. Reading is from memory; only `save` waits for Redis. */
@Injectable()
export class OperationsStore {
  private readonly book: IntentBook<ServerOperations>;

  constructor(journal: JournalService) {
    this.book = journal.openBook<ServerOperations>('server.operation', KEY);
  }

  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  find(serverId: number): ServerOperations {
    return this.book.get(String(serverId)) ?? NO_OPERATIONS;
  }

  save(serverId: string, next: ServerOperations, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(serverId, next, entry);
  }
}
