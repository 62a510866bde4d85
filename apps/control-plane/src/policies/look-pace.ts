import type { Clock } from '@app/service';
import { Failure } from '../common/failure.js';
import { CallPace } from '../decisions/recent/call-pace.js';

/** The whole fleet and every other caller share Laravel's 120 calls a minute with us (contract, section 1.4). */
const LOOKS_A_MINUTE = 20;
/** As long as a payload that was fetched is not fetched again. */
const FRESH_MS = 10_000;
const REMEMBERED = 50;

/**
 * Keeps looks at payloads below a number a minute: reading needs no right to decide, and whoever asks for one version
 * after the other must not leave workers and decisions without calls. Looking again at what was just there is free.
 */
export class LookPace {
  private readonly pace: CallPace;
  private readonly seen = new Map<string, number>();

  constructor(private readonly clock: Clock) {
    this.pace = new CallPace(LOOKS_A_MINUTE, clock);
  }

  /** Looks when there is room for it. @throws Failure laravel_unavailable; what `look` throws */
  async look<T>(version: string, look: () => Promise<T>): Promise<T> {
    const isFresh = this.clock.now() - (this.seen.get(version) ?? -Infinity) < FRESH_MS;
    if (!isFresh) this.take();
    const found = await look();
    if (!isFresh) this.remember(version);
    return found;
  }

  private take(): void {
    const { waitMs } = this.pace;
    if (this.pace.tryTake()) return;
    const message = `Payloads were looked at ${LOOKS_A_MINUTE} times within a minute; Laravel has workers to answer`;
    throw new Failure('laravel_unavailable', message, { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  }

  private remember(version: string): void {
    this.seen.delete(version);
    this.seen.set(version, this.clock.now());
    const [oldest] = this.seen.keys();
    if (this.seen.size > REMEMBERED && oldest !== undefined) this.seen.delete(oldest);
  }
}
