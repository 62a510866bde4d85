import { Module } from '@nestjs/common';
import { RecentTracesModule } from '../decisions/recent/recent-traces.module.js';
import { PoolsModule } from '../pools/pools.module.js';
import { WorkersModule } from '../workers/workers.module.js';
import { WorkFeedModule } from './measure/work-feed.module.js';
import { ModeStoresModule } from './modes/mode-stores.module.js';
import { ProviderModesModule } from './modes/provider-modes.module.js';
import { ProvidersController } from './providers.controller.js';
import { ProvidersService } from './providers.service.js';
import { QualityController } from './quality/quality.controller.js';
import { QualityService } from './quality/quality.service.js';
import { RoutingController } from './routing.controller.js';

@Module({
  imports: [WorkersModule, PoolsModule, WorkFeedModule, ModeStoresModule, ProviderModesModule, RecentTracesModule],
  controllers: [ProvidersController, QualityController, RoutingController],
  providers: [ProvidersService, QualityService],
  exports: [ProvidersService],
})
export class ProvidersModule {}
