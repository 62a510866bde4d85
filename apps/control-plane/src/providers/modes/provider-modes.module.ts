import { Module } from '@nestjs/common';
import { RolloutModule } from '../../policies/rollout/rollout.module.js';
import { WorkersModule } from '../../workers/workers.module.js';
import { ModeExpiry } from './mode-expiry.js';
import { ModeStoresModule } from './mode-stores.module.js';
import { PolicyPollController } from './policy-poll.controller.js';
import { PolicyPollService } from './policy-poll.service.js';
import { PolicyReloadsService } from './policy-reloads.service.js';
import { PollMemory } from './poll-memory.js';
import { PoolProfiles } from './pool-profiles.js';
import { PoolProfilesStore } from './pool-profiles.store.js';
import { ProviderModePages } from './provider-mode-pages.js';
import { ProviderModesController } from './provider-modes.controller.js';
import { ProviderModes } from './provider-modes.js';
import { ProviderModesService } from './provider-modes.service.js';

/** What workers are told about the providers, and who decided it. */
@Module({
  imports: [RolloutModule, ModeStoresModule, WorkersModule],
  controllers: [PolicyPollController, ProviderModesController],
  providers: [
    PoolProfilesStore,
    PoolProfiles,
    PollMemory,
    PolicyPollService,
    PolicyReloadsService,
    ProviderModesService,
    { provide: ProviderModes, useExisting: ProviderModesService },
    ProviderModePages,
    ModeExpiry,
  ],
  exports: [ProviderModes, ProviderModesService, PollMemory],
})
export class ProviderModesModule {}
