import { Injectable } from '@nestjs/common';
import { PROVIDERS, type Provider, type ProviderMode } from '@app/contracts';
import { AppConfig } from '../../config/app-config.js';
import { ProviderModes } from '../../providers/modes/provider-modes.js';
import { Rollouts } from '../rollout/rollouts.js';
import type { AutopilotInput, AutopilotSettings, WatchedCanary } from './autopilot-input.js';
import type { AutopilotState } from './autopilot-state.js';
import { CanaryJudge } from './canary-judge.js';
import { CanaryWatch } from './canary-watch.js';

/** Brings together what the autopilot decides from; all of it is in memory. */
@Injectable()
export class AutopilotInputs {
  readonly settings: AutopilotSettings;

  constructor(
    private readonly rollouts: Rollouts,
    private readonly modes: ProviderModes,
    private readonly watch: CanaryWatch,
    private readonly judge: CanaryJudge,
    config: AppConfig,
  ) {
    const { autopilot, autopilotDryRun, canary } = config.policies;
    this.settings = {
      isEnabled: autopilot,
      isDryRun: autopilotDryRun,
      windowMs: canary.windowMs,
      requiredHealthyWindows: canary.requiredHealthyWindows,
    };
  }

  /** Lets the gathering begin anew what the state says. */
  follow({ windowAt, anewAt }: AutopilotState): void {
    this.watch.windowOf(windowAt, anewAt);
  }

  at(now: number, state: AutopilotState): AutopilotInput {
    const { revision, stable } = this.rollouts.current();
    this.follow(state);
    const modeOf = (provider: Provider): ProviderMode => this.modes.autopilotMode(provider);
    const autopilotModes = Object.fromEntries(PROVIDERS.map((provider) => [provider, modeOf(provider)]));
    return {
      settings: this.settings,
      rolloutRevision: revision,
      stable,
      canary: this.canary(now),
      manuallyRestricted: this.modes.manuallyRestricted(now),
      autopilotModes: autopilotModes as Record<Provider, ProviderMode>, // one of each
    };
  }

  private canary(now: number): WatchedCanary | null {
    const judged = this.judge.judged(now);
    if (judged === null) return null;
    const { figures, verdict } = judged;
    const { key, version, percent } = figures.step;
    return { key, version, percent, watchedSince: figures.since, verdict, newInWindow: this.watch.newInWindow };
  }
}
