import { Injectable } from '@nestjs/common';
import { ProviderModes } from '../../providers/modes/provider-modes.js';
import { Rollouts, type RolloutWish } from '../rollout/rollouts.js';
import type { PendingDeed } from './autopilot-state.js';

const ACTOR = 'autopilot';

/** Carries out what the autopilot has decided. Twice is the same as once: each deed names what it leads to. */
@Injectable()
export class AutopilotDeeds {
  constructor(
    private readonly rollouts: Rollouts,
    private readonly modes: ProviderModes,
  ) {}

  /** @throws Failure as `Rollouts` and `ProviderModes` do */
  async carryOut({ deed, event, rolloutRevision }: PendingDeed): Promise<void> {
    const wish: RolloutWish = {
      triggeredBy: ACTOR,
      actor: ACTOR,
      source: 'automation',
      notes: event.because,
      requestId: null,
      ifRevision: rolloutRevision,
    };
    switch (deed.kind) {
      case 'step':
        await this.rollouts.step(deed.to, wish);
        return;
      case 'rollback':
        await this.rollouts.rollBack(wish);
        return;
      case 'mitigate':
        return this.modes.setAutopilotMode(deed.provider, deed.mode, event.because);
      case 'lift':
        for (const provider of deed.providers) await this.modes.setAutopilotMode(provider, null, event.because);
    }
  }
}
