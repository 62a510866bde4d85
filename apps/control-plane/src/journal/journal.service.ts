import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import { JournalFollower, RecordSet, type Recorded, RedisLink, type Revised, compareStreamIds } from '@app/redis';
import { Clock } from '@app/service';
import { wireTime } from '../common/wire-time.js';
import { IntentBook } from './intent-book.js';

// Owned by this file: {intents}:journal, a stream of `entry` (JSON), the newest 100,000 or so.
const JOURNAL_KEY = '{intents}:journal';
const RECENT = 2_000;
/** Of which the newest are asked for. Others carry records of hundreds of kilobytes: nobody would read what they cost. */
const AT_HAND: ReadonlySet<JournalEntry['kind']> = new Set(['worker.intent']);

/** The journal of decisions: keeps every intent book current and the newest entries at hand. */
@Injectable()
export class JournalService implements OnApplicationShutdown {
  private readonly log = new Logger(JournalService.name);
  private readonly books = new Map<string, IntentBook<Revised>>();
  private readonly follower: JournalFollower<JournalEntry>;
  private newest: Recorded<JournalEntry>[] = [];
  private interruptedBy = '';

  constructor(
    private readonly link: RedisLink,
    private readonly clock: Clock,
  ) {
    this.follower = new JournalFollower(link.follow, JOURNAL_KEY, {
      synchronise: () => this.synchronise(),
      recorded: (recorded) => this.recorded(recorded),
      interrupted: (because) => this.interrupted(because),
    });
  }

  /** True when every book was read at least once. */
  get isLoaded(): boolean {
    return this.books.size > 0 && [...this.books.values()].every((book) => book.isLoaded);
  }

  /** Where the journal was read to; null before the first contact with Redis. */
  get position(): string | null {
    return this.follower.lastId;
  }

  /** A book for intents of one kind, kept under `key`, which must carry the tag `{intents}`. Open all before `start`. */
  openBook<Value extends Revised>(kind: JournalEntry['kind'], key: string): IntentBook<Value> {
    const records = new RecordSet<Value>(this.link.commands, key, JOURNAL_KEY);
    const book = new IntentBook<Value>(records, kind, () => wireTime(this.clock.now()));
    this.books.set(kind, book as unknown as IntentBook<Revised>); // entries of a kind carry that kind's values
    return book;
  }

  /** Starts to follow; goes on through every interruption until the application stops. */
  start(): void {
    this.follower.start();
  }

  /** The newest decisions about a worker, newest first, at most `count`, as far as they are at hand. */
  recentOf(kind: 'worker.intent', target: string, count: number): readonly Recorded<JournalEntry>[] {
    const found = this.newest.filter(({ entry }) => entry.kind === kind && entry.target === target);
    return found.slice(-count).reverse();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.follower.stop();
  }

  private async synchronise(): Promise<void> {
    for (const book of this.books.values()) await book.synchronise();
    this.newest = [...(await this.follower.newest(RECENT, isAtHand))];
    this.interruptedBy = '';
    this.log.log({ msg: 'intents synchronised', books: this.books.size, recent: this.newest.length });
  }

  private recorded(recorded: Recorded<JournalEntry>): void {
    const { id, entry, lineage } = recorded;
    const newest = this.newest.at(-1);
    // After an interruption the follower repeats what `newest` has brought already.
    const isNew = newest === undefined || compareStreamIds(id, newest.id) > 0;
    if (isNew && isAtHand(entry)) this.newest.push(recorded);
    if (this.newest.length > 2 * RECENT) this.newest = this.newest.slice(-RECENT);
    const value = entry.after as Revised | null;
    if (typeof value?.revision === 'number') this.books.get(entry.kind)?.recorded(entry.target, { value, lineage });
    else this.log.error({ msg: 'journal entry cannot be read', journal_id: id });
  }

  /** Once for each cause: it is tried again five times a second. */
  private interrupted(because: unknown): void {
    const text = String(because);
    if (text === this.interruptedBy) return;
    this.interruptedBy = text;
    this.log.warn({ msg: 'not following the journal', because: text });
  }
}

function isAtHand({ kind }: JournalEntry): boolean {
  return AT_HAND.has(kind);
}
