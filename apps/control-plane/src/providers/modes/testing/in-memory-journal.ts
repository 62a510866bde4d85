import type { JournalEntry } from '@app/contracts';
import type { RecordSet, Revised, Written } from '@app/redis';
import { IntentBook } from '../../../journal/intent-book.js';
import type { JournalService } from '../../../journal/journal.service.js';

/** Books without Redis, for tests of what stands on them. */
export class InMemoryJournal {
  readonly entries: JournalEntry[] = [];
  /** While true, nothing is confirmed. */
  isAway = false;
  private readonly books: IntentBook<Revised>[] = [];

  openBook<Value extends Revised>(kind: JournalEntry['kind']): IntentBook<Value> {
    const stored = new Map<string, Written<Value>>();
    const save = (id: string, next: Written<Value>, replaces: number, entry: object): Promise<'saved' | 'changed'> => {
      if (this.isAway) return Promise.reject(new Error('Connection is closed'));
      if ((stored.get(id)?.value.revision ?? 0) !== replaces) return Promise.resolve('changed');
      stored.set(id, next);
      this.entries.push(entry as JournalEntry); // books write nothing else
      return Promise.resolve('saved');
    };
    const load = () => Promise.resolve({ records: stored, unreadable: [] });
    const records = { save, load } as unknown as RecordSet<Value>; // what a book calls of it
    const book = new IntentBook<Value>(records, kind, () => '1970-01-01T00:00:00Z');
    this.books.push(book as unknown as IntentBook<Revised>);
    return book;
  }

  /** As the service does when Redis answers for the first time. */
  async synchronise(): Promise<void> {
    for (const book of this.books) await book.synchronise();
  }

  get asService(): JournalService {
    return this as unknown as JournalService; // stores only open books
  }
}
