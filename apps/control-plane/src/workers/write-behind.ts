import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/service';
import { WorkerReportsStore, type StoredBeat } from './worker-reports.store.js';

const FLUSH_EVERY_MS = 50;
const RETRY_AFTER_MS = 500;
/** Bounds how long Redis is kept busy by one pipeline. */
const BATCH = { beats: 1_000, characters: 4_000_000 };

/**
 * Writes beats to Redis after they were answered, in batches. A worker that beats again before it is written is written
 * once, so the backlog never holds more than the fleet; what is not written yet when the process dies is lost.
 */
@Injectable()
export class WriteBehind {
  private readonly log = new Logger(WriteBehind.name);
  private pending = new Map<string, StoredBeat>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private failing = false;
  private stopped = false;
  private flushedAt: number | null = null;

  constructor(
    private readonly reports: WorkerReportsStore,
    private readonly clock: Clock,
  ) {}

  /** How many workers' beats wait to be written. */
  get backlog(): number {
    return this.pending.size;
  }

  /** When a batch was last written; null before the first. */
  get lastFlushAt(): number | null {
    return this.flushedAt;
  }

  add(beat: StoredBeat): void {
    this.pending.set(beat.workerId, beat);
    this.timer ??= setTimeout(() => this.flush(), FLUSH_EVERY_MS);
  }

  /** Writes what waits, once; nothing is added afterwards. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.writing;
    await this.write();
  }

  private flush(): void {
    this.writing = this.write().then(() => {
      this.timer = undefined;
      if (this.pending.size === 0 || this.stopped) return;
      this.timer = setTimeout(() => this.flush(), this.failing ? RETRY_AFTER_MS : FLUSH_EVERY_MS);
    });
  }

  private async write(): Promise<void> {
    const beats = [...this.pending.values()];
    this.pending = new Map();
    for (let from = 0; from < beats.length;) {
      const to = endOfBatch(beats, from);
      if (!(await this.kept(beats.slice(from, to)))) {
        this.putBack(beats.slice(from));
        return;
      }
      from = to;
    }
  }

  private async kept(batch: readonly StoredBeat[]): Promise<boolean> {
    try {
      await this.reports.keep(batch);
      this.flushedAt = this.clock.now();
      if (this.failing) this.log.log({ msg: 'beats are written again' });
      this.failing = false;
      return true;
    } catch (error) {
      if (!this.failing) this.log.warn({ msg: 'beats wait for Redis', error: String(error) });
      this.failing = true;
      return false;
    }
  }

  /** What could not be written waits on, unless the worker has beaten again meanwhile. */
  private putBack(beats: readonly StoredBeat[]): void {
    for (const beat of beats) {
      if (!this.pending.has(beat.workerId)) this.pending.set(beat.workerId, beat);
    }
  }
}

function endOfBatch(beats: readonly StoredBeat[], from: number): number {
  let to = from;
  let characters = 0;
  while (to < beats.length && to - from < BATCH.beats && characters < BATCH.characters) {
    characters += beats[to]?.body.length ?? 0;
    to += 1;
  }
  return to;
}
