import { Module } from '@nestjs/common';
import { OverviewModule } from '../overview/overview.module.js';
import { WorkersModule } from '../workers/workers.module.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Module({
  imports: [OverviewModule, WorkersModule],
  controllers: [EventsController],
  providers: [EventsService],
  exports: [EventsService],
})
export class EventsModule {}
