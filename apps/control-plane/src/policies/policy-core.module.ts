import { Module } from '@nestjs/common';
import { WorkersModule } from '../workers/workers.module.js';
import { LaravelPolicyPayloads } from './rollout/laravel-policy-payloads.js';
import { PolicyPayloads } from './rollout/policy-payloads.js';
import { RolloutModule } from './rollout/rollout.module.js';
import { Rollouts } from './rollout/rollouts.js';
import { RolloutsService } from './rollout/rollouts.service.js';

/** Deciding about policies, and their payloads: what the shadow, the canary and the explanations build on. */
@Module({
  imports: [RolloutModule, WorkersModule],
  providers: [
    LaravelPolicyPayloads,
    { provide: PolicyPayloads, useExisting: LaravelPolicyPayloads },
    RolloutsService,
    { provide: Rollouts, useExisting: RolloutsService },
  ],
  exports: [RolloutModule, PolicyPayloads, Rollouts, RolloutsService],
})
export class PolicyCoreModule {}
