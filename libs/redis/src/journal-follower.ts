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

  /** The newest entries, oldest first, at most `count`. */
  async newest(count: number): Promise<readonly Recorded<Entry>[]> {
    const elements = (await this.redis.xrevrange(this.key, '+', '-', 'COUNT', count)) as unknown as StreamElement[];
    return elements.reverse().flatMap((element) => recordedOf<Entry>(element) ?? []);
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
