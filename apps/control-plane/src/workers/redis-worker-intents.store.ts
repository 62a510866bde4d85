import { Injectable } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import { JournalService } from '../journal/journal.service.js';
import type { IntentBook } from '../journal/intent-book.js';
import { NO_INTENT, type WorkerIntent } from './worker-intent.js';
import { WorkerIntentsStore } from './worker-intents.store.js';

// Owned by this file: {intents}:workers, a hash of worker id → revision and intent (JSON). No expiry.
const KEY = '{intents}:workers';

@Injectable()
export class RedisWorkerIntentsStore extends WorkerIntentsStore {
  private readonly book: IntentBook<WorkerIntent>;

  constructor(journal: JournalService) {
    super();
    this.book = journal.openBook<WorkerIntent>('worker.intent', KEY);
  }

  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  get changes() {
    return this.book.changes;
  }

  find(workerId: string): WorkerIntent {
    return this.book.get(workerId) ?? NO_INTENT;
  }

  entries(): Iterable<readonly [string, WorkerIntent]> {
    return this.book.entries();
  }

  save(workerId: string, next: WorkerIntent, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(workerId, next, entry);
  }
}
