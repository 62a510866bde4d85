import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { ModeStoresModule } from '../providers/modes/mode-stores.module.js';
import { FleetReader } from './fleet-reader.js';
import { FleetSync } from './fleet-sync.js';
import { FleetView } from './fleet-view.js';
import { HeartbeatCounters } from './heartbeat-counters.js';
import { HeartbeatHandler } from './heartbeat.handler.js';
import { HeartbeatIntake } from './heartbeat-intake.js';
import { IntentExpiry } from './intent-expiry.js';
import { RedisWorkerIntentsStore } from './redis-worker-intents.store.js';
import { RedisWorkerReportsStore } from './redis-worker-reports.store.js';
import { WorkerIntentsStore } from './worker-intents.store.js';
import { WorkerReportsStore } from './worker-reports.store.js';
import { WorkersController } from './workers.controller.js';
import { WorkersService } from './workers.service.js';
import { WriteBehind } from './write-behind.js';

@Module({
  imports: [AuthModule, ModeStoresModule],
  controllers: [WorkersController],
  providers: [
    { provide: FleetView, useFactory: () => new FleetView() },
    { provide: WorkerIntentsStore, useClass: RedisWorkerIntentsStore },
    { provide: WorkerReportsStore, useClass: RedisWorkerReportsStore },
    HeartbeatCounters,
    HeartbeatHandler,
    HeartbeatIntake,
    WriteBehind,
    FleetReader,
    FleetSync,
    IntentExpiry,
    WorkersService,
  ],
  exports: [FleetReader, HeartbeatCounters, HeartbeatHandler, WorkersService, WriteBehind],
})
export class WorkersModule {}
