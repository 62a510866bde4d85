import { Module } from '@nestjs/common';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';
import { PolicySeeds } from './policy-seeds.js';
import { SandboxPoliciesController } from './sandbox-policies.controller.js';
import { SuggestionsService } from './suggestions.service.js';

/** The engine's settings and the versions of the SMTP policy. */
@Module({
  controllers: [PoliciesController, SandboxPoliciesController],
  providers: [PoliciesService, PolicySeeds, SuggestionsService],
  exports: [PoliciesService],
})
export class PoliciesModule {}
