import type { Redis } from 'ioredis';
import { type Recorded, type StreamElement, compareStreamIds, recordedOf } from './journal-entries.js';

/** Who is told what the journal brings. */
export interface JournalListener<Entry> {
  /**
   * Called before the first entry and after every interruption: read afresh what the journal is about.
   * A rejection is an interruption like any other.
   */
  synchronise(): Promise<void>;
  /** Called for each entry, in order. An entry may come twice, never not at all while the journal holds it. */
  recorded(recorded: Recorded<Entry>): void;
  /** Called when following was interrupted; it goes on by itself. */
  interrupted(because: unknown): void;
}

const BLOCK_MS = 500; // also how long a stop may wait for the read that is under way
const RETRY_MS = 200;
const BATCH = 500;
const PAGE = 100;

/** Follows the journal stream from now on, through every interruption. */
export class JournalFollower<Entry> {
  private position: string | null = null;
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(
    private readonly redis: Redis,
    private readonly key: string,
    private readonly listener: JournalListener<Entry>,
  ) {}

  /** Id of the last entry seen; null before the first contact with Redis. */
  get lastId(): string | null {
    return this.position;
  }

  start(): void {
    this.running = this.run();
  }

  /** Ends the loop after the read that is under way; its owner may close the connection then. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  /**
   * Those of the newest entries that are wanted, oldest first. They are read a few at a time, as some are large.
   * @param count how many are looked at
   */
  async newest(count: number, isWanted: (entry: Entry) => boolean = () => true): Promise<readonly Recorded<Entry>[]> {
    const found: Recorded<Entry>[] = [];
    let below = '+';
    for (let left = count; left > 0; left -= PAGE) {
      const page = await this.redis.xrevrange(this.key, below, '-', 'COUNT', Math.min(PAGE, left));
      const elements = page as unknown as StreamElement[];
      const recorded = elements.flatMap((element) => recordedOf<Entry>(element) ?? []);
      found.push(...recorded.filter(({ entry }) => isWanted(entry)));
      const oldest = elements.at(-1);
      if (oldest === undefined || elements.length < PAGE) break;
      below = `(${oldest[0]}`;
    }
    return found.reverse();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        const end = await this.endOfStream();
        await this.listener.synchronise();
        // A stream that ends before our position has lost entries (Redis came back without them): start at its end.
        if (this.position === null || compareStreamIds(end, this.position) < 0) this.position = end;
        while (!this.stopping) await this.readOnce();
      } catch (error) {
        if (!this.stopping) this.listener.interrupted(error);
        await this.rest();
      }
    }
  }

  private async endOfStream(): Promise<string> {
    const [last] = (await this.redis.xrevrange(this.key, '+', '-', 'COUNT', 1)) as unknown as StreamElement[];
    return last?.[0] ?? '0-0';
  }

  private async readOnce(): Promise<void> {
    const from = this.position ?? '0-0';
    const answer = await this.redis.xread('COUNT', BATCH, 'BLOCK', BLOCK_MS, 'STREAMS', this.key, from);
    const elements = (answer?.[0]?.[1] ?? []) as unknown as StreamElement[];
    for (const element of elements) {
      this.position = element[0];
      const recorded = recordedOf<Entry>(element);
      if (recorded !== null) this.listener.recorded(recorded);
    }
  }

  private rest(): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
