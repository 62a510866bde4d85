import type { LaravelPool } from '@app/contracts';
import { type LaravelClient, LaravelError, type LaravelLists } from '@app/laravel-client';
import { POOL } from '@app/laravel-client/testing';
import { StoppedClock } from '@app/service';
import { testConfig } from '../../../config/testing/test-config.js';
import { RolloutAssignments } from '../../../policies/rollout/rollout-assignments.js';
import { RolloutStore } from '../../../policies/rollout/rollout.store.js';
import { PolicyNotice } from '../policy-notice.js';
import { PolicyPollService } from '../policy-poll.service.js';
import { PolicyReloadsService } from '../policy-reloads.service.js';
import { PolicyReloadsStore } from '../policy-reloads.store.js';
import { PollMemory } from '../poll-memory.js';
import { PoolProfiles } from '../pool-profiles.js';
import type { PoolProfilesStore, ProfilesBySlug } from '../pool-profiles.store.js';
import { ProviderModesService } from '../provider-modes.service.js';
import { ProviderModesStore } from '../provider-modes.store.js';
import { InMemoryJournal } from './in-memory-journal.js';

/** A registered pool named `slow`: careful with gmail and yahoo. */
export const SLOW: LaravelPool = { ...(POOL as LaravelPool), slug: 'slow' };

/** Laravel and the kept copy of its pools, as a test wishes them; null: away, or nothing kept. */
export interface PoolSources {
  isConfigured: boolean;
  laravel: readonly LaravelPool[] | null;
  kept: ProfilesBySlug | null;
}

/** What answers polls and beats, without Redis and Laravel. */
export function openPolls(sources: PoolSources = { isConfigured: false, laravel: null, kept: null }) {
  const journal = new InMemoryJournal();
  const clock = new StoppedClock(1_000);
  const modesStore = new ProviderModesStore(journal.asService);
  const reloadsStore = new PolicyReloadsStore(journal.asService);
  const rollout = new RolloutStore(journal.asService);
  const assignments = new RolloutAssignments(rollout);
  const profiles = profilesFrom(sources, clock);
  const memory = new PollMemory();
  return {
    journal,
    clock,
    profiles,
    memory,
    rollout,
    modes: new ProviderModesService(modesStore, clock),
    reloads: new PolicyReloadsService(reloadsStore, clock),
    notice: new PolicyNotice(assignments, rollout, reloadsStore, modesStore),
    polls: new PolicyPollService(testConfig(), modesStore, reloadsStore, assignments, profiles, memory, clock),
  };
}

function profilesFrom(sources: PoolSources, clock: StoppedClock): PoolProfiles {
  const client = sources as unknown as LaravelClient; // only asked whether it is configured
  const lists = {
    pools: () =>
      sources.laravel === null
        ? Promise.reject(new LaravelError('away', { kind: 'unreachable', requestId: 'r' }))
        : Promise.resolve({ value: sources.laravel, fetchedAt: 0, problem: null }),
  } as unknown as LaravelLists; // only asked for pools
  const store = {
    load: () => Promise.resolve(sources.kept),
    save: (profiles: ProfilesBySlug) => Promise.resolve(void (sources.kept = profiles)),
  } as unknown as PoolProfilesStore; // all that it has
  return new PoolProfiles(client, lists, store, clock);
}
