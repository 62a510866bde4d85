import { Logger } from '@nestjs/common';

const TOLD_EVERY_MS = 60_000;

/**
 * Counts requests that were refused before their caller was identified: without valid credentials, to no route, with a
 * body that cannot be read. Tells of them in one line a minute, so that nobody can fill the log who was not let in, and
 * says nothing when there were none.
 */
export class RefusalTally {
  private readonly log = new Logger('Access');
  private statuses: Record<string, number> = {};
  private count = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param status of the answer; null when the caller left before it */
  note(status: number | null): void {
    const name = status ?? 'unanswered';
    this.statuses[name] = (this.statuses[name] ?? 0) + 1;
    this.count += 1;
    this.timer ??= setTimeout(() => this.tell(), TOLD_EVERY_MS);
  }

  /** Tells now what would be told at the end of the minute, and leaves no timer behind. */
  tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.count === 0) return;
    this.log.log({ msg: 'requests of nobody known refused', count: this.count, statuses: this.statuses });
    this.statuses = {};
    this.count = 0;
  }
}
