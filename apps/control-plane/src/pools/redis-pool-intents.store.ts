import { Injectable } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import type { IntentBook } from '../journal/intent-book.js';
import { JournalService } from '../journal/journal.service.js';
import type { PoolIntent } from './pool-intent.js';
import { PoolIntentsStore } from './pool-intents.store.js';

// Owned by this file: {intents}:pools, a hash of pool name → revision and intent (JSON). No expiry.
const KEY = '{intents}:pools';

@Injectable()
export class RedisPoolIntentsStore extends PoolIntentsStore {
  private readonly book: IntentBook<PoolIntent>;

  constructor(journal: JournalService) {
    super();
    this.book = journal.openBook<PoolIntent>('pool.intent', KEY);
  }

  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  find(pool: string): PoolIntent | null {
    return this.book.get(pool) ?? null;
  }

  entries(): Iterable<readonly [string, PoolIntent]> {
    return this.book.entries();
  }

  save(pool: string, next: PoolIntent, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(pool, next, entry);
  }
}
