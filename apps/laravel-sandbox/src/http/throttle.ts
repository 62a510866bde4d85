/** How a call stands to its limit. */
export interface ThrottleAnswer {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly retryAfterSeconds: number;
  /** Unix seconds at which it ends. */
  readonly resetsAt: number;
}

interface Window {
  count: number;
  readonly endsAt: number;
}

const WINDOW_MS = 60_000;
const MANY_KEYS = 10_000;

/**
 * Laravel's fixed windows: a minute from the first call of a key, whose refused calls do not count (contract 1.4).
 */
export class Throttle {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly limit: number) {}

  /** Counts a call of this key. */
  take(key: string, now: number): ThrottleAnswer {
    const window = this.windowOf(key, now);
    const allowed = window.count < this.limit;
    if (allowed) window.count += 1;
    const retryAfterSeconds = Math.max(1, Math.ceil((window.endsAt - now) / 1_000));
    return {
      allowed,
      limit: this.limit,
      remaining: allowed ? this.limit - window.count : 0,
      retryAfterSeconds,
      resetsAt: Math.floor(now / 1_000) + retryAfterSeconds,
    };
  }

  private windowOf(key: string, now: number): Window {
    const known = this.windows.get(key);
    if (known !== undefined && known.endsAt > now) return known;
    if (this.windows.size >= MANY_KEYS) this.forgetEnded(now);
    const fresh = { count: 0, endsAt: now + WINDOW_MS };
    this.windows.set(key, fresh);
    return fresh;
  }

  private forgetEnded(now: number): void {
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
  }
}
