import { closeSync, copyFileSync, openSync, statSync, truncateSync } from 'node:fs';

const CHECK_MS = 5_000;

/**
 * A file that a child process writes to by itself, so that its output outlives us, and that is kept below about
 * `maxBytes`: what was written before goes to `<path>.1`. A few lines written during the move may be lost.
 */
export class CappedLog {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly path: string,
    private readonly maxBytes = 5_000_000,
  ) {
    this.timer = setInterval(() => this.trim(), CHECK_MS);
    this.timer.unref();
  }

  /** Runs `use` with a handle that appends, also after the file was cut. */
  withHandle<T>(use: (handle: number) => T): T {
    this.trim();
    const handle = openSync(this.path, 'a', 0o600);
    try {
      return use(handle);
    } finally {
      closeSync(handle);
    }
  }

  trim(): void {
    try {
      if (statSync(this.path).size <= this.maxBytes) return;
      copyFileSync(this.path, `${this.path}.1`);
      truncateSync(this.path);
    } catch {
      // no file yet, or a full disk: the next round tries again
    }
  }

  close(): void {
    clearInterval(this.timer);
  }
}
