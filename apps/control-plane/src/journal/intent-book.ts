import { Logger } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import type { RecordSet, Revised } from '@app/redis';
import { Subject } from 'rxjs';

/** What was decided about one thing, kept for ever. */
export type Decided<Value> = readonly [id: string, value: Value];

/**
 * This replica's copy of what was decided: read once, then kept current by the journal, so that nobody waits for Redis
 * to know an intent. The copy outlives an absence of Redis.
 */
export class IntentBook<Value extends Revised> {
  private readonly log = new Logger(IntentBook.name);
  private readonly copy = new Map<string, Value>();
  private readonly changed = new Subject<string>();
  private loadedOnce = false;

  constructor(
    private readonly records: RecordSet<Value>,
    readonly kind: JournalEntry['kind'],
    private readonly now: () => string,
  ) {}

  /** Ids whose value has just changed. */
  readonly changes = this.changed.asObservable();

  /** False until the intents were read once; before that nobody knows what was decided. */
  get isLoaded(): boolean {
    return this.loadedOnce;
  }

  get(id: string): Value | undefined {
    return this.copy.get(id);
  }

  entries(): IterableIterator<Decided<Value>> {
    return this.copy.entries();
  }

  /**
   * Writes `next`, whose revision follows the one it replaces, with its journal entry.
   * @returns 'changed', and writes nothing, when somebody else wrote meanwhile
   * @throws when Redis did not confirm: the write may or may not have happened
   */
  async save(id: string, next: Value, entry: JournalEntry): Promise<'saved' | 'changed'> {
    const answer = await this.records.save(id, next, next.revision - 1, entry);
    if (answer === 'changed') return 'changed';
    this.apply(id, next);
    return 'saved';
  }

  /** Takes over a value from the journal unless a newer one is known. */
  apply(id: string, value: Value): void {
    const known = this.copy.get(id);
    if (known !== undefined && known.revision >= value.revision) return;
    this.copy.set(id, value);
    this.changed.next(id);
  }

  /** Reads everything stored, and gives back to Redis what it confirmed once and has lost since. */
  async synchronise(): Promise<void> {
    const stored = await this.records.load();
    for (const [id, value] of stored) this.apply(id, value);
    for (const [id, value] of this.copy) {
      const storedRevision = stored.get(id)?.revision ?? 0;
      if (storedRevision < value.revision) await this.restore(id, value, storedRevision);
    }
    this.loadedOnce = true;
  }

  private async restore(id: string, value: Value, storedRevision: number): Promise<void> {
    await this.records.save(id, value, storedRevision, {
      kind: this.kind,
      at: this.now(),
      actor: 'control-plane',
      source: 'automation',
      action: 'restore',
      target: id,
      reason: `Redis came back with revision ${storedRevision}; revision ${value.revision} had been confirmed`,
      request_id: null,
      before: null,
      after: value,
    } satisfies JournalEntry);
    this.log.error({ msg: 'intent restored', kind: this.kind, id, revision: value.revision });
  }
}
