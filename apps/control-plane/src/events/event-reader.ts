import type { Response } from 'express';
import type { Clock } from '@app/service';

/** Of the answer that is a stream. */
export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no', // nginx would collect what has to arrive at once
} as const;

/** Proxies close a stream that is silent for 30 s. */
const COMMENT_EVERY_MS = 15_000;
const COMMENT = Buffer.from(': alive\n\n');
/** How long a browser waits before it comes back. */
const RETRY = Buffer.from('retry: 2000\n\n');
/** Written one after the other: what a socket has taken of one large write cannot be seen from outside. */
const SLICE_BYTES = 64 * 1_024;

/**
 * One open stream. What its socket does not take yet waits here, as slices of frames that all readers share, so that it
 * is known how much waits and since when nothing was taken.
 */
export class EventReader {
  private readonly comments: NodeJS.Timeout;
  private readonly waiting: Buffer[] = [];
  private unread = 0;
  private behindSince = 0;
  private tookAt = 0;
  private isOver = false;

  /** @param left called once when the caller is gone or the reader was cut, never after `close` */
  constructor(
    private readonly response: Response,
    private readonly clock: Clock,
    private readonly left: (reader: EventReader) => void,
  ) {
    response.writeHead(200, STREAM_HEADERS);
    response.once('close', () => this.end());
    this.send(RETRY);
    this.comments = setInterval(() => this.send(COMMENT), COMMENT_EVERY_MS);
  }

  /** What was sent and not yet taken. */
  get unreadBytes(): number {
    return this.unread;
  }

  /** For how long something has been waiting without a pause; 0 when nothing is. */
  behindForMs(now: number): number {
    return this.unread === 0 ? 0 : now - this.behindSince;
  }

  /** For how long nothing was taken though something waits. */
  stalledForMs(now: number): number {
    return this.unread === 0 ? 0 : now - this.tookAt;
  }

  send(frame: Buffer): void {
    if (this.isOver) return;
    const wasIdle = this.unread === 0;
    if (wasIdle) this.behindSince = this.tookAt = this.clock.now();
    for (let start = 0; start < frame.length; start += SLICE_BYTES) {
      this.waiting.push(frame.subarray(start, start + SLICE_BYTES));
    }
    this.unread += frame.length;
    if (wasIdle) this.writeNext();
  }

  /** Cuts the connection, and drops what waits. */
  cut(): void {
    this.response.destroy();
    this.end();
  }

  /**
   * Ends the stream; a browser comes back by itself, to this replica or another, and names the last event it has whole.
   * One that is behind is cut instead: its end would wait behind what it does not read.
   */
  close(): void {
    this.release();
    if (this.unread > 0) this.response.destroy();
    else this.response.end();
  }

  private writeNext(): void {
    const slice = this.waiting.shift();
    if (slice === undefined) return;
    this.response.write(slice, (error) => {
      if (error) return; // the connection is gone, and `close` says so
      this.unread -= slice.length;
      this.tookAt = this.clock.now();
      this.writeNext();
    });
  }

  private end(): void {
    if (this.isOver) return;
    this.release();
    this.left(this);
  }

  private release(): void {
    this.isOver = true;
    clearInterval(this.comments);
    this.waiting.length = 0;
  }
}
