import { Module } from '@nestjs/common';
import { WorkersModule } from '../workers/workers.module.js';
import { PoolIntentsStore } from './pool-intents.store.js';
import { PoolsController } from './pools.controller.js';
import { PoolsService } from './pools.service.js';
import { PoolRegistryController } from './registry/pool-registry.controller.js';
import { PoolRegistryService } from './registry/pool-registry.service.js';
import { RedisPoolIntentsStore } from './redis-pool-intents.store.js';

@Module({
  imports: [WorkersModule],
  controllers: [PoolsController, PoolRegistryController],
  providers: [{ provide: PoolIntentsStore, useClass: RedisPoolIntentsStore }, PoolsService, PoolRegistryService],
  exports: [PoolsService],
})
export class PoolsModule {}
