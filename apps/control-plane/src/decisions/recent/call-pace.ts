import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@app/service';

const MINUTE_MS = 60_000;

/** Keeps calls of one kind below a number a minute, so that others find room within the limit that all share. */
export class CallPace {
  private readonly times: number[] = [];

  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
  ) {}

  /** Milliseconds until one more call fits; 0: now. */
  get waitMs(): number {
    const now = this.clock.now();
    while (this.times[0] !== undefined && this.times[0] <= now - MINUTE_MS) this.times.shift();
    const [oldest] = this.times;
    return this.times.length < this.perMinute || oldest === undefined ? 0 : oldest + MINUTE_MS - now;
  }

  /** Counts a call if one fits now. */
  tryTake(): boolean {
    if (this.waitMs > 0) return false;
    this.times.push(this.clock.now());
    return true;
  }

  /** Waits for room and counts a call. @throws AbortError when the signal aborts before */
  async take(signal: AbortSignal): Promise<void> {
    while (!this.tryTake()) await wait(this.waitMs, undefined, { signal });
  }
}
