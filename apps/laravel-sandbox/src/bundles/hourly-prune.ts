import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Rounds } from '@app/service';
import { BundlesService } from './bundles.service.js';

const HOUR_MS = 3_600_000;

/** Removes expired bundles every hour (contract 5.2). */
@Injectable()
export class HourlyPrune implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Prune');
  private readonly rounds = new Rounds('removal of expired bundles', HOUR_MS, () => this.prune());

  constructor(private readonly bundles: BundlesService) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  /** Also waits for a round that is under way: the database is closed next. */
  onModuleDestroy(): Promise<void> {
    return this.rounds.stop();
  }

  private async prune(): Promise<void> {
    const pruned = await this.bundles.prune();
    if (pruned > 0) this.log.log({ msg: 'expired bundles removed', bundles: pruned });
  }
}
