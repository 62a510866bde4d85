import { Module } from '@nestjs/common';
import { ProviderModesModule } from '../providers/modes/provider-modes.module.js';
import { WorkersModule } from '../workers/workers.module.js';
import { PolicyCanaryModule } from './canary/policy-canary.module.js';
import { PayloadReader } from './payload-reader.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';
import { PolicyCoreModule } from './policy-core.module.js';
import { PolicyShadowModule } from './shadow/policy-shadow.module.js';

/** Policy versions, their rollout, what they would have done, and how a canary does. */
@Module({
  imports: [PolicyCoreModule, PolicyShadowModule, PolicyCanaryModule, ProviderModesModule, WorkersModule],
  controllers: [PoliciesController],
  providers: [PayloadReader, PoliciesService],
})
export class PoliciesModule {}
