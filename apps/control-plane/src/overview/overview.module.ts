import { Module } from '@nestjs/common';
import { PoolsModule } from '../pools/pools.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { WorkersModule } from '../workers/workers.module.js';
import { OverviewService } from './overview.service.js';

@Module({
  imports: [WorkersModule, PoolsModule, ProvidersModule],
  providers: [OverviewService],
  exports: [OverviewService],
})
export class OverviewModule {}
