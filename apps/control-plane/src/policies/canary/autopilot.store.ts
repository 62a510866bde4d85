import { Injectable } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import type { IntentBook } from '../../journal/intent-book.js';
import { JournalService } from '../../journal/journal.service.js';
import { type AutopilotState, FRESH } from './autopilot-state.js';

// Owned by this file: {intents}:autopilot, a hash of which the field `canary` is the autopilot's state. No expiry.
const KEY = '{intents}:autopilot';
/** The only record, and its name in the journal. */
export const AUTOPILOT_ID = 'canary';

export interface AutopilotRecord extends AutopilotState {
  /** Grows by one with every write; 0 means never written. */
  readonly revision: number;
}

/** What the autopilot knows between two rounds, the same on every replica. Only `save` waits for Redis. */
@Injectable()
export class AutopilotStore {
  private readonly book: IntentBook<AutopilotRecord>;

  constructor(private readonly journal: JournalService) {
    this.book = journal.openBook<AutopilotRecord>('policy.autopilot', KEY);
  }

  /** True when every decision of every kind was read once: it acts upon manual modes and the rollout too. */
  get isLoaded(): boolean {
    return this.journal.isLoaded;
  }

  current(): AutopilotRecord {
    return this.book.get(AUTOPILOT_ID) ?? { ...FRESH, revision: 0 };
  }

  /** Writes the record and its journal entry in one step, if nobody wrote since. @throws when Redis did not confirm */
  save(id: string, next: AutopilotRecord, entry: JournalEntry): Promise<'saved' | 'changed'> {
    return this.book.save(id, next, entry);
  }
}
