import { Module } from '@nestjs/common';
import { RecentTraces } from '../recent-traces.js';
import { LaravelRecentTraces } from './laravel-recent-traces.js';

/** Decision traces for other modules. Knows of no policies, so that these can ask it. */
@Module({
  providers: [LaravelRecentTraces, { provide: RecentTraces, useExisting: LaravelRecentTraces }],
  exports: [RecentTraces, LaravelRecentTraces],
})
export class RecentTracesModule {}
