import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

const RESOLUTION_MS = 10;
const PERIOD_MS = 60_000;
const NANOSECONDS_PER_MS = 1e6;

/** How late the process comes to do things: what is slow here is slow for every caller. */
@Injectable()
export class EventLoopDelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private lastPeriodMs = 0;
  private timer: NodeJS.Timeout | undefined;

  onApplicationBootstrap(): void {
    this.histogram.enable();
    this.timer = setInterval(() => this.turnPeriod(), PERIOD_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.histogram.disable();
  }

  /** The 99th percentile of the present minute or of the one before, whichever is worse, in milliseconds. */
  get p99Ms(): number {
    return Math.max(this.lastPeriodMs, this.presentMs());
  }

  private turnPeriod(): void {
    this.lastPeriodMs = this.presentMs();
    this.histogram.reset();
  }

  /** The histogram measures the distance between two rounds of a timer, which is at least its resolution. */
  private presentMs(): number {
    if (this.histogram.count === 0) return 0;
    return Math.max(0, this.histogram.percentile(99) / NANOSECONDS_PER_MS - RESOLUTION_MS);
  }
}
