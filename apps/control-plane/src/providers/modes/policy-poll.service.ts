import { Injectable } from '@nestjs/common';
import { PROVIDERS, type PolicyPoll, type ToldMode } from '@app/contracts';
import { Clock } from '@app/service';
import { wireTime } from '../../common/wire-time.js';
import { AppConfig } from '../../config/app-config.js';
import { requireLoaded } from '../../journal/write-decision.js';
import { PolicyAssignments } from '../../policies/rollout/policy-assignments.js';
import { countingMode } from './mode-precedence.js';
import { MODE_SEMANTICS } from './mode-semantics.js';
import { PolicyReloadsStore } from './policy-reloads.store.js';
import { PollMemory } from './poll-memory.js';
import { PoolProfiles } from './pool-profiles.js';
import { ProviderModesStore } from './provider-modes.store.js';

/** Who polls. Empty: it does not say. */
export interface Poller {
  readonly workerId: string;
  readonly pool: string;
}

/** What a worker's poll is told, from memory: it waits for neither Redis nor Laravel. */
@Injectable()
export class PolicyPollService {
  constructor(
    private readonly config: AppConfig,
    private readonly modes: ProviderModesStore,
    private readonly reloads: PolicyReloadsStore,
    private readonly assignments: PolicyAssignments,
    private readonly profiles: PoolProfiles,
    private readonly memory: PollMemory,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure intents_unknown while nobody knows what was decided; a worker keeps what it has then */
  answer({ workerId, pool }: Poller): PolicyPoll {
    for (const decided of [this.modes, this.reloads, this.assignments]) requireLoaded(decided);
    const now = this.clock.now();
    this.memory.noted(workerId, pool, now);
    const { toggles, policies } = this.config;
    const { at: reloadedAt, revision: reloads } = this.reloads.current();
    return {
      policy_engine_enabled: toggles.providerPolicyEngine,
      adaptive_retry_enabled: toggles.adaptiveRetry,
      auto_protect_enabled: toggles.providerAutoprotect,
      ...(policies.autopilot && { autopilot_enabled: true }),
      ...(reloadedAt !== null && { last_reload_at: reloadedAt }),
      reload_count: reloads,
      modes: this.told(pool, now),
      mode_semantics: MODE_SEMANTICS,
      ...this.assigned({ workerId, pool }),
    };
  }

  private assigned(poller: Poller): Pick<PolicyPoll, 'active_version' | 'stable_version' | 'canary'> {
    const { version, stableVersion, canary } = this.assignments.assignmentOf(poller);
    return {
      ...(version !== null && { active_version: version }),
      ...(stableVersion !== null && { stable_version: stableVersion }),
      ...(canary !== null && {
        canary: { version: canary.version, percent: canary.percent, in_cohort: canary.inCohort },
      }),
    };
  }

  /**
   * All four providers: a worker that is told an empty list keeps its old modes (worker behaviour, section 4), so a
   * mode that was lifted must be told as `normal`. But as long as nobody has read the pools from Laravel, not even
   * before this start, a pool's profile may be stricter than `normal`: then only what was decided is told, and a worker
   * that is told nothing keeps what it had.
   */
  private told(pool: string, now: number): ToldMode[] {
    const mayHaveProfile = pool !== '' && !this.profiles.isKnown;
    const profiles = this.profiles.of(pool);
    return PROVIDERS.flatMap((provider) => {
      const counting = countingMode(this.modes.find(provider), profiles?.[provider] ?? null, now);
      const { mode, source, decidedAt } = counting;
      if (source === 'default' && mayHaveProfile) return [];
      return [{ provider, mode, source, ...(decidedAt !== null && { updated_at: wireTime(decidedAt) }) }];
    });
  }
}
