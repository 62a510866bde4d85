import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { OverviewModule } from '../overview/overview.module.js';
import { WorkersModule } from '../workers/workers.module.js';
import { EventLoopDelay } from './event-loop-delay.js';
import { HealthController } from './health.controller.js';
import { ReadinessService } from './readiness.service.js';

/** Terminus does not log: whoever asks is told, and Redis going away is logged where it is noticed. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false }), OverviewModule, WorkersModule],
  controllers: [HealthController],
  providers: [EventLoopDelay, ReadinessService],
})
export class HealthModule {}
