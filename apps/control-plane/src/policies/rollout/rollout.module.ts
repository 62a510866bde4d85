import { Module } from '@nestjs/common';
import { KeptPayloadsStore } from './kept-payloads.store.js';
import { PolicyAssignments } from './policy-assignments.js';
import { RolloutAssignments } from './rollout-assignments.js';
import { RolloutStore } from './rollout.store.js';

/** What was decided about policies and who is told what; knows nothing of workers, so that beats can ask it. */
@Module({
  providers: [RolloutStore, KeptPayloadsStore, { provide: PolicyAssignments, useClass: RolloutAssignments }],
  exports: [RolloutStore, KeptPayloadsStore, PolicyAssignments],
})
export class RolloutModule {}
