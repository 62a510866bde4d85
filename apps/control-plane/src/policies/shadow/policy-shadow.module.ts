import { Module } from '@nestjs/common';
import { DecisionsModule } from '../../decisions/decisions.module.js';
import { PolicyCoreModule } from '../policy-core.module.js';
import { PolicyShadowController } from './policy-shadow.controller.js';
import { PolicyShadowService } from './policy-shadow.service.js';
import { Replayer } from './replay/replayer.js';
import { ThreadReplayer } from './replay/thread-replayer.js';
import { ShadowArchive } from './shadow-archive.js';
import { ShadowEvaluator } from './shadow-evaluator.js';
import { ShadowGate } from './shadow-gate.js';
import { ShadowJobs } from './shadow-jobs.js';
import { ShadowPayloads } from './shadow-payloads.js';
import { ShadowRunsStore } from './shadow-runs.store.js';

/** What a new policy would have done. */
@Module({
  imports: [PolicyCoreModule, DecisionsModule],
  controllers: [PolicyShadowController],
  providers: [
    { provide: Replayer, useClass: ThreadReplayer },
    ShadowRunsStore,
    ShadowPayloads,
    ShadowEvaluator,
    ShadowArchive,
    ShadowJobs,
    PolicyShadowService,
    { provide: ShadowGate, useExisting: PolicyShadowService },
  ],
  exports: [ShadowGate],
})
export class PolicyShadowModule {}
