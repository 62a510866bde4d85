import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import { JournalFollower, RecordSet, type Recorded, RedisLink, type Revised } from '@app/redis';
import { Subject } from 'rxjs';
import { Clock } from '../common/clock.js';
import { wireTime } from '../common/wire-time.js';
import { IntentBook } from './intent-book.js';

// Owned by this file: {intents}:journal, a stream of `entry` (JSON), the newest 100,000 or so.
const JOURNAL_KEY = '{intents}:journal';
const RECENT = 2_000;

/** The journal of decisions: keeps every intent book current and the newest entries at hand. */
@Injectable()
export class JournalService implements OnApplicationShutdown {
  private readonly log = new Logger(JournalService.name);
  private readonly books = new Map<string, IntentBook<Revised>>();
  private readonly follower: JournalFollower<JournalEntry>;
  private readonly entries = new Subject<Recorded<JournalEntry>>();
  private newest: Recorded<JournalEntry>[] = [];

  constructor(
    private readonly link: RedisLink,
    private readonly clock: Clock,
  ) {
    this.follower = new JournalFollower(link.follow, JOURNAL_KEY, {
      synchronise: () => this.synchronise(),
      recorded: (recorded) => this.recorded(recorded),
    });
  }

  /** Each entry as it is recorded, by this replica or another. */
  readonly recorded$ = this.entries.asObservable();

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

  /** The newest decisions about `target`, newest first, at most `count`, among the last 2,000 of all. */
  recentOf(kind: JournalEntry['kind'], target: string, count: number): readonly Recorded<JournalEntry>[] {
    const found = this.newest.filter(({ entry }) => entry.kind === kind && entry.target === target);
    return found.slice(-count).reverse();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.follower.stop();
  }

  private async synchronise(): Promise<void> {
    for (const book of this.books.values()) await book.synchronise();
    this.newest = [...(await this.follower.newest(RECENT))];
    this.log.log({ msg: 'intents synchronised', books: this.books.size, recent: this.newest.length });
  }

  private recorded(recorded: Recorded<JournalEntry>): void {
    const { entry } = recorded;
    this.books.get(entry.kind)?.apply(entry.target, entry.after as Revised); // written by `IntentBook.save` alone
    if (this.newest.at(-1)?.id !== recorded.id) this.newest.push(recorded);
    if (this.newest.length > 2 * RECENT) this.newest = this.newest.slice(-RECENT);
    this.entries.next(recorded);
  }
}
