import { Module } from '@nestjs/common';
import { WorkersModule } from '../../workers/workers.module.js';
import { FleetWorkFeed } from './fleet-work-feed.js';
import { WorkFeed } from './work-feed.js';
import { WorkLedger } from './work-ledger.js';

/** What the fleet did, as it happens and by minute. */
@Module({
  imports: [WorkersModule],
  providers: [
    FleetWorkFeed,
    { provide: WorkFeed, useExisting: FleetWorkFeed },
    {
      provide: WorkLedger,
      inject: [WorkFeed],
      useFactory: (feed: WorkFeed) => {
        const ledger = new WorkLedger();
        feed.deltas.subscribe((deltas) => ledger.add(deltas)); // until the feed completes
        return ledger;
      },
    },
  ],
  exports: [WorkFeed, WorkLedger],
})
export class WorkFeedModule {}
