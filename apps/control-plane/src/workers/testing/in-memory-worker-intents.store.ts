import type { JournalEntry } from '@app/contracts';
import { Subject } from 'rxjs';
import { NO_INTENT, type WorkerIntent } from '../worker-intent.js';
import { WorkerIntentsStore } from '../worker-intents.store.js';

/** The store without Redis, for tests of what stands on it. */
export class InMemoryWorkerIntentsStore extends WorkerIntentsStore {
  isLoaded = true;
  readonly journal: JournalEntry[] = [];
  private readonly intents = new Map<string, WorkerIntent>();
  private readonly changed = new Subject<string>();
  readonly changes = this.changed.asObservable();

  find(workerId: string): WorkerIntent {
    return this.intents.get(workerId) ?? NO_INTENT;
  }

  entries(): Iterable<readonly [string, WorkerIntent]> {
    return this.intents.entries();
  }

  save(workerId: string, next: WorkerIntent, entry: JournalEntry): Promise<'saved' | 'changed'> {
    if (this.find(workerId).revision !== next.revision - 1) return Promise.resolve('changed');
    this.intents.set(workerId, next);
    this.journal.push(entry);
    this.changed.next(workerId);
    return Promise.resolve('saved');
  }
}
