import { Logger } from '@nestjs/common';
import type { Response } from 'express';
import type { Clock } from '@app/service';
import { Failure } from '../common/failure.js';
import { EventReader } from './event-reader.js';

/** What the streams of one replica may cost. */
export interface StreamLimits {
  readonly readers: number;
  /** What one reader, and all of them together, may leave unread in our memory. */
  readonly unreadBytesEach: number;
  readonly unreadBytesTogether: number;
  /** How long a reader for whom something waits may take nothing. */
  readonly stalledMs: number;
}

const COME_BACK_AFTER_SECONDS = 10;

type Because = 'stalled' | 'too_far_behind' | 'no_room';

/** The open streams of this replica, within limits. */
export class EventReaders {
  private readonly log = new Logger(EventReaders.name);
  private readonly readers = new Set<EventReader>();

  constructor(
    private readonly limits: StreamLimits,
    private readonly clock: Clock,
  ) {}

  get count(): number {
    return this.readers.size;
  }

  /** Begins a stream. @throws Failure too_many_streams; nothing was sent then */
  open(response: Response): EventReader {
    if (this.readers.size >= this.limits.readers) throw tooMany(this.limits.readers);
    const reader = new EventReader(response, this.clock, (gone) => this.readers.delete(gone));
    this.readers.add(reader);
    return reader;
  }

  send(frame: Buffer): void {
    for (const reader of this.readers) reader.send(frame);
  }

  /** Cuts who does not read; then, while too much waits for all of them together, who has been behind longest. */
  cutSlow(): void {
    const now = this.clock.now();
    for (const reader of this.readers) {
      if (reader.stalledForMs(now) >= this.limits.stalledMs) this.cut(reader, 'stalled');
      else if (reader.unreadBytes > this.limits.unreadBytesEach) this.cut(reader, 'too_far_behind');
    }
    this.makeRoom(now);
  }

  /** Ends all streams. */
  close(): void {
    for (const reader of this.readers) reader.close();
    this.readers.clear();
  }

  private makeRoom(now: number): void {
    let unread = [...this.readers].reduce((sum, reader) => sum + reader.unreadBytes, 0);
    if (unread <= this.limits.unreadBytesTogether) return;
    const slowestFirst = [...this.readers].sort(
      (a, b) => b.behindForMs(now) - a.behindForMs(now) || b.unreadBytes - a.unreadBytes,
    );
    for (const reader of slowestFirst) {
      if (unread <= this.limits.unreadBytesTogether) return;
      unread -= reader.unreadBytes;
      this.cut(reader, 'no_room');
    }
  }

  private cut(reader: EventReader, because: Because): void {
    const unreadBytes = reader.unreadBytes;
    reader.cut();
    this.log.warn({ msg: 'slow reader cut', because, unread_bytes: unreadBytes, readers: this.readers.size });
  }
}

function tooMany(limit: number): Failure {
  const message = `This replica serves ${limit} live streams already. Everything else works; try again a little later.`;
  return new Failure('too_many_streams', message, { retryAfterSeconds: COME_BACK_AFTER_SECONDS });
}
