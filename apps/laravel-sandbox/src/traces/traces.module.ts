import { Module } from '@nestjs/common';
import { TraceRecorder } from './trace-recorder.js';
import { TraceRetention } from './trace-retention.js';
import { TraceSeeds } from './trace-seeds.js';
import { TracesController } from './traces.controller.js';
import { TracesService } from './traces.service.js';

/** Decision traces. */
@Module({
  controllers: [TracesController],
  providers: [TracesService, TraceRecorder, TraceRetention, TraceSeeds],
  exports: [TraceRecorder],
})
export class TracesModule {}
