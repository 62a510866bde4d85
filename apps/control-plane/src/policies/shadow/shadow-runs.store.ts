import { Injectable } from '@nestjs/common';
import type { JournalEntry, ShadowRun } from '@app/contracts';
import type { IntentBook } from '../../journal/intent-book.js';
import { JournalService } from '../../journal/journal.service.js';

// Owned by this file: {intents}:shadow-runs, a hash of slot → revision and run (JSON), at most 200. No expiry.
const KEY = '{intents}:shadow-runs';
const SLOTS = 200;

/** A run in its slot. */
export interface StoredShadowRun {
  readonly run: ShadowRun;
  /** Epoch milliseconds. */
  readonly endedAt: number;
  /** Grows by one with every run that took the slot; 0 means that none did. */
  readonly revision: number;
}

/** The newest shadow runs. Reading is from memory; only `save` waits for Redis. */
@Injectable()
export class ShadowRunsStore {
  private readonly book: IntentBook<StoredShadowRun>;

  constructor(journal: JournalService) {
    this.book = journal.openBook<StoredShadowRun>('policy.shadow', KEY);
  }

  get isLoaded(): boolean {
    return this.book.isLoaded;
  }

  /** Newest first. */
  list(): readonly ShadowRun[] {
    return this.newestFirst().map(([, { run }]) => run);
  }

  find(runUuid: string): ShadowRun | null {
    return this.list().find((run) => run.run_uuid === runUuid) ?? null;
  }

  /** Where the next run goes: a slot that was never taken, else the oldest run's; and the revision it has there. */
  nextSlot(): { readonly slot: string; readonly revision: number } {
    const taken = this.newestFirst();
    if (taken.length < SLOTS) {
      const names = new Set(taken.map(([slot]) => slot));
      const free = Array.from({ length: SLOTS }, (_, index) => `slot-${index + 1}`).find((slot) => !names.has(slot));
      if (free !== undefined) return { slot: free, revision: 1 };
    }
    const [slot, { revision }] = taken.at(-1) as [string, StoredShadowRun]; // all are taken
    return { slot, revision: revision + 1 };
  }

  save(slot: string, next: StoredShadowRun, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(slot, next, entry);
  }

  private newestFirst(): readonly (readonly [string, StoredShadowRun])[] {
    return [...this.book.entries()].sort(
      ([, one], [, other]) => other.endedAt - one.endedAt || (one.run.run_uuid < other.run.run_uuid ? -1 : 1),
    );
  }
}
