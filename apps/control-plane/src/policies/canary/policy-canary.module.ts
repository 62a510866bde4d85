import { Module } from '@nestjs/common';
import { WorkFeedModule } from '../../providers/measure/work-feed.module.js';
import { ProviderModesModule } from '../../providers/modes/provider-modes.module.js';
import { WorkersModule } from '../../workers/workers.module.js';
import { PolicyCoreModule } from '../policy-core.module.js';
import { AutopilotDeeds } from './autopilot-deeds.js';
import { AutopilotInputs } from './autopilot-inputs.js';
import { AutopilotStatus } from './autopilot-status.js';
import { AutopilotStore } from './autopilot.store.js';
import { CanaryAutopilot } from './canary-autopilot.js';
import { CanaryJudge } from './canary-judge.js';
import { CanaryWatch } from './canary-watch.js';
import { CanaryController } from './canary.controller.js';

/** How a canary does against the rest of the fleet, and the autopilot that acts upon it. */
@Module({
  imports: [PolicyCoreModule, WorkFeedModule, ProviderModesModule, WorkersModule],
  controllers: [CanaryController],
  providers: [
    CanaryWatch,
    CanaryJudge,
    AutopilotStore,
    AutopilotInputs,
    AutopilotDeeds,
    CanaryAutopilot,
    { provide: AutopilotStatus, useExisting: CanaryAutopilot },
  ],
  exports: [AutopilotStatus],
})
export class PolicyCanaryModule {}
