import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Provider } from '@app/contracts';
import { Clock } from '@app/service';
import { Subscription } from 'rxjs';
import { WorkFeed } from '../../providers/measure/work-feed.js';
import { Rollouts } from '../rollout/rollouts.js';
import { type CanaryFigures, CanaryLedger } from './canary-ledger.js';
import { stepOf } from './canary-step.js';

/** Gathers what both sides of the present canary do, for as long as the step lasts. */
@Injectable()
export class CanaryWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ledger = new CanaryLedger();
  private readonly subscriptions = new Subscription();

  constructor(
    private readonly feed: WorkFeed,
    private readonly rollouts: Rollouts,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.follow();
    this.subscriptions.add(this.rollouts.changes.subscribe(() => this.follow()));
    this.subscriptions.add(this.feed.deltas.subscribe((deltas) => this.ledger.record(deltas)));
  }

  onApplicationShutdown(): void {
    this.subscriptions.unsubscribe();
  }

  /** Grows with everything that changes the figures. */
  get version(): number {
    return this.ledger.version;
  }

  /** Null outside a canary. */
  get figures(): CanaryFigures | null {
    return this.ledger.figures;
  }

  /** Probes since the window that `windowOf` was told, on the side that had fewer. */
  get newInWindow(): number {
    return this.ledger.newInWindow;
  }

  /** Takes over what every replica knows: when the present window began, and whose figures begin anew. */
  windowOf(windowAt: number, anewAt: Readonly<Partial<Record<Provider, number>>>): void {
    this.ledger.beginWindow(windowAt);
    for (const [provider, at] of Object.entries(anewAt)) this.ledger.beginAnew(provider as Provider, at);
  }

  private follow(): void {
    this.ledger.follow(stepOf(this.rollouts.current()), this.clock.now());
  }
}
