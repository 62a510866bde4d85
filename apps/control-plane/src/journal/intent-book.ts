import { Logger } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import { type RecordSet, type Revised, type Written, nextLineage } from '@app/redis';
import { Subject } from 'rxjs';
import { reconcile } from './reconcile.js';

/** What was decided about one thing, kept for ever. */
export type Decided<Value> = readonly [id: string, value: Value];

const ROUNDS = 5;

/**
 * This replica's copy of what was decided: read once, then kept current by the journal, so that nobody waits for Redis
 * to know an intent. The copy outlives an absence of Redis.
 */
export class IntentBook<Value extends Revised> {
  private readonly log = new Logger(IntentBook.name);
  private readonly copy = new Map<string, Written<Value>>();
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
    return this.copy.get(id)?.value;
  }

  *entries(): IterableIterator<Decided<Value>> {
    for (const [id, { value }] of this.copy) yield [id, value];
  }

  /**
   * Writes `next`, whose revision follows the one it replaces, with its journal entry.
   * @returns 'changed', and writes nothing, when somebody else wrote meanwhile
   * @throws when Redis did not confirm: the write may or may not have happened
   */
  async save(id: string, next: Value, entry: JournalEntry): Promise<'saved' | 'changed'> {
    const written = { value: next, lineage: nextLineage(this.copy.get(id)) };
    const answer = await this.records.save(id, written, next.revision - 1, entry);
    if (answer === 'saved') this.recorded(id, written);
    return answer;
  }

  /** Takes over what the journal tells, unless it is older than what is known. */
  recorded(id: string, written: Written<Value>): void {
    const known = this.copy.get(id);
    if (known !== undefined && known.value.revision > written.value.revision) return;
    if (known?.lineage[0] === written.lineage[0]) return;
    this.take(id, written);
  }

  /**
   * Reads everything stored, and gives back to Redis what it confirmed once and has lost since (docs/decisions/0001).
   * What somebody decided after the loss stands.
   */
  async synchronise(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const lost = await this.compare();
      const answers = await Promise.all(lost.map((id) => this.restore(id.id, id.replaces)));
      if (!answers.includes('changed')) break; // else somebody wrote while we looked: look again
    }
    this.loadedOnce = true;
  }

  private async compare(): Promise<readonly { readonly id: string; readonly replaces: number }[]> {
    const knownBefore = new Map(this.copy); // what is decided while Redis answers is not lost
    const { records: stored, unreadable } = await this.records.load();
    if (unreadable.length > 0) this.log.error({ msg: 'records cannot be read', kind: this.kind, ids: unreadable });
    const lost: { id: string; replaces: number }[] = [];
    for (const id of new Set([...stored.keys(), ...knownBefore.keys()])) {
      const found = stored.get(id);
      const verdict = reconcile(knownBefore.get(id), found);
      if (verdict === 'restore') lost.push({ id, replaces: found?.value.revision ?? 0 });
      if (verdict === 'conflict') this.log.warn({ msg: 'a later decision replaces a lost one', kind: this.kind, id });
      const isUntouched = this.copy.get(id) === knownBefore.get(id); // else it was decided upon after Redis was read
      if ((verdict === 'take' || verdict === 'conflict') && found !== undefined && isUntouched) this.take(id, found);
    }
    return lost;
  }

  private async restore(id: string, replaces: number): Promise<'saved' | 'changed'> {
    const known = this.copy.get(id);
    if (known === undefined) return 'saved';
    const revision = known.value.revision;
    const answer = await this.records.save(id, known, replaces, {
      kind: this.kind,
      at: this.now(),
      actor: 'control-plane',
      source: 'automation',
      action: 'restore',
      target: id,
      reason: `Redis came back with revision ${replaces}; revision ${revision} had been confirmed`,
      request_id: null,
      before: null,
      after: known.value,
    } satisfies JournalEntry);
    if (answer === 'saved') this.log.error({ msg: 'intent restored', kind: this.kind, id, revision });
    return answer;
  }

  private take(id: string, written: Written<Value>): void {
    this.copy.set(id, written);
    this.changed.next(id);
  }
}
