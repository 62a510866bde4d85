import type { Response } from 'express';

/** What a reader may leave unread in our memory before it is cut; a snapshot of 10,000 workers has about 10 MB. */
const UNREAD_LIMIT = 32 * 1_024 * 1_024;
/** Proxies close a stream that is silent for 30 s. */
const COMMENT_EVERY_MS = 15_000;
/** How long a browser waits before it comes back. */
const RETRY_MS = 2_000;

/** One open stream. */
export class EventReader {
  private readonly comments: NodeJS.Timeout;

  constructor(
    private readonly response: Response,
    private readonly closed: (reader: EventReader, reason: 'gone' | 'slow') => void,
  ) {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no', // nginx would collect what has to arrive at once
    });
    response.write(`retry: ${RETRY_MS}\n\n`);
    response.on('close', () => this.end('gone'));
    this.comments = setInterval(() => this.send(': alive\n\n'), COMMENT_EVERY_MS);
  }

  /** Sends a frame, or cuts the reader if it has stopped reading. */
  send(frame: string): void {
    if (this.response.writableEnded) return;
    if (this.response.writableLength > UNREAD_LIMIT) {
      this.response.destroy();
      this.end('slow');
      return;
    }
    this.response.write(frame);
  }

  /** Ends the stream; a browser comes back by itself, to this replica or another. */
  close(): void {
    clearInterval(this.comments);
    this.response.end();
  }

  private end(reason: 'gone' | 'slow'): void {
    clearInterval(this.comments);
    this.closed(this, reason);
  }
}
