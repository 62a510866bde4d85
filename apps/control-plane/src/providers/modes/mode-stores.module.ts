import { Module } from '@nestjs/common';
import { RolloutModule } from '../../policies/rollout/rollout.module.js';
import { PolicyNotice } from './policy-notice.js';
import { PolicyReloadsStore } from './policy-reloads.store.js';
import { ProviderModesStore } from './provider-modes.store.js';

/** What was decided about providers; knows nothing of workers, so that beats can ask it. */
@Module({
  imports: [RolloutModule],
  providers: [ProviderModesStore, PolicyReloadsStore, PolicyNotice],
  exports: [ProviderModesStore, PolicyReloadsStore, PolicyNotice],
})
export class ModeStoresModule {}
