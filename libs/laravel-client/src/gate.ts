import { type CircuitBreakerPolicy, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { type Incoming, WireFailure } from './wire.js';

const FAILURES_TO_OPEN = 5;
const OPEN_FOR_MS = 5_000;
/** While one call tries whether Laravel is back, others wait this long to go with it. */
const TRIAL_WAIT_MS = 1_000;

export type BreakerState = 'closed' | 'open' | 'half_open';

/** The circuit is open: nothing was sent. */
export class GateClosed extends Error {
  override readonly name = 'GateClosed';
  constructor(readonly secondsLeft: number) {
    super('the circuit is open');
  }
}

/**
 * The circuit breaker before one side of Laravel. Five failures in a row open it (no answer, broken answer, 5xx; a 4xx
 * proves that Laravel lives); after 5 s one call is let through to try, and its success closes it again.
 */
export class Gate {
  private readonly breaker: CircuitBreakerPolicy;
  private openUntil = 0;

  constructor(changed: (state: BreakerState) => void) {
    this.breaker = circuitBreaker(
      handleWhen((error) => error instanceof WireFailure && error.reason !== 'too_large').orWhenResult(isServerFailure),
      { halfOpenAfter: OPEN_FOR_MS, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) },
    );
    this.breaker.onBreak(() => (this.openUntil = Date.now() + OPEN_FOR_MS));
    this.breaker.onStateChange(() => changed(this.state));
  }

  get state(): BreakerState {
    switch (this.breaker.state) {
      case CircuitState.Closed:
        return 'closed';
      case CircuitState.HalfOpen:
        return 'half_open';
      case CircuitState.Open:
      case CircuitState.Isolated:
        return 'open';
    }
  }

  /** @throws GateClosed the circuit is open */
  assertPassable(): void {
    const leftMs = this.openUntil - Date.now();
    if (this.state === 'open' && leftMs > 0) throw new GateClosed(Math.ceil(leftMs / 1_000));
  }

  /** Lets a call through that ends soon; it may be the one that tries whether Laravel is back. @throws GateClosed */
  async pass(send: () => Promise<Incoming>): Promise<Incoming> {
    await this.trialEnded();
    this.assertPassable();
    return this.breaker.execute(send);
  }

  /**
   * Lets a call through that may take long. The others must not wait for it to learn whether Laravel is back, so it
   * tries nothing; how it ended is told afterwards. @throws GateClosed
   */
  async passSlowly(send: () => Promise<Incoming>): Promise<Incoming> {
    await this.trialEnded();
    this.assertPassable();
    const sending = send();
    await sending.catch(() => undefined);
    void this.breaker.execute(() => sending).catch(() => undefined);
    return sending;
  }

  /** @throws GateClosed somebody tries whether Laravel is back, and has not learned it yet */
  private async trialEnded(): Promise<void> {
    if (this.state !== 'half_open') return;
    await new Promise<void>((resolve) => {
      const listening = this.breaker.onStateChange(() => end());
      const timer = setTimeout(() => end(), TRIAL_WAIT_MS);
      const end = () => {
        listening.dispose();
        clearTimeout(timer);
        resolve();
      };
    });
    if (this.state === 'half_open') throw new GateClosed(1);
  }
}

function isServerFailure(result: unknown): boolean {
  return (result as Incoming).status >= 500;
}
