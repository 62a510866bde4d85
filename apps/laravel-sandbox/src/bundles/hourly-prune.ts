import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BundlesService } from './bundles.service.js';

const HOUR_MS = 3_600_000;

/** Removes expired bundles every hour (contract 5.2). */
@Injectable()
export class HourlyPrune implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Prune');
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly bundles: BundlesService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.prune();
    }, HOUR_MS);
  }

  /** Also waits for a run that is under way: the database is closed next. */
  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
  }

  private async prune(): Promise<void> {
    try {
      const pruned = await this.bundles.prune();
      if (pruned > 0) this.log.log({ msg: 'expired bundles removed', bundles: pruned });
    } catch (error) {
      this.log.error({ msg: 'expired bundles could not be removed', error: String(error) });
    }
  }
}
