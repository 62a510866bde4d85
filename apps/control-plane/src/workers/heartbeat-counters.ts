import { Injectable } from '@nestjs/common';

/** How a beat ended. */
export type HeartbeatOutcome = 'answered' | 'invalid' | 'refused' | 'unavailable' | 'aborted';

/** Receives what happened to each beat. */
export type HeartbeatObserver = (outcome: HeartbeatOutcome, durationMs: number) => void;

/** What is counted about beats since the process started; whoever publishes figures reads it. */
@Injectable()
export class HeartbeatCounters {
  /** Fields in beats that nobody knows. */
  unknownFields = 0;
  /** Rates outside 0..1 that were cut. */
  clampedRates = 0;
  private observer: HeartbeatObserver = () => undefined;

  /** One observer: the metrics. */
  observedBy(observer: HeartbeatObserver): void {
    this.observer = observer;
  }

  ended(outcome: HeartbeatOutcome, durationMs: number): void {
    this.observer(outcome, durationMs);
  }
}
