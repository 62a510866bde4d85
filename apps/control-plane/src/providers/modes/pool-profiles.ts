import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { LaravelPool, ProviderProfiles } from '@app/contracts';
import { LaravelClient, LaravelError, LaravelLists } from '@app/laravel-client';
import { Clock, Rounds } from '@app/service';
import { PoolProfilesStore, type ProfilesBySlug } from './pool-profiles.store.js';

/** Longer than the registry's refresh takes to renew its copy, so that this asks Laravel only when that cannot. */
const MAX_AGE_MS = 20_000;
const LOOK_EVERY_MS = 5_000;
const RESTORE_EVERY_MS = 500;
/** A Redis that lost the copy has it again after this time. */
const RENEW_AFTER_MS = 600_000;

/**
 * How carefully each registered pool probes, in memory: read from Laravel's list, and, until Laravel has answered,
 * from the copy that some replica kept. Whoever asks waits for neither.
 */
@Injectable()
export class PoolProfiles implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(PoolProfiles.name);
  private readonly looks = new Rounds('pool profiles', LOOK_EVERY_MS, () => this.look());
  private readonly restores = new Rounds('kept pool profiles', RESTORE_EVERY_MS, () => this.restore());
  private profiles: ReadonlyMap<string, ProviderProfiles> | null = null;
  private written = { text: '', at: -Infinity };

  constructor(
    private readonly client: LaravelClient,
    private readonly lists: LaravelLists,
    private readonly store: PoolProfilesStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.client.isConfigured) return;
    this.restores.startNow();
    this.looks.startNow();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.restores.stop(), this.looks.stop()]);
  }

  /** False while Laravel has pools that nobody has read yet. Without a Laravel no pool has a profile: that is known. */
  get isKnown(): boolean {
    return this.profiles !== null || !this.client.isConfigured;
  }

  /** The profiles of the active pool with this slug, whatever its case; null: no such pool is known. */
  of(pool: string): ProviderProfiles | null {
    return this.profiles?.get(pool.toLowerCase()) ?? null;
  }

  /** Slugs of the active pools. */
  get slugs(): readonly string[] {
    return [...(this.profiles?.keys() ?? [])];
  }

  /** Takes over what Laravel's list says, and keeps it for the next start. */
  async look(): Promise<void> {
    const copied = await this.lists.pools({ requestId: randomUUID() }, { maxAgeMs: MAX_AGE_MS }).catch(unread);
    if (copied === null) return;
    const profiles = activeProfiles(copied.value);
    this.profiles = new Map(Object.entries(profiles));
    await this.keep(profiles);
  }

  /** Takes the kept copy while Laravel has not answered; does nothing after that. */
  async restore(): Promise<void> {
    if (this.profiles !== null) return void this.restores.stop();
    const kept = await this.store.load().catch(() => null); // Redis is away: the next round tries again
    if (kept === null || this.profiles !== null) return;
    this.profiles = new Map(Object.entries(kept));
    this.log.log({ msg: 'pool profiles taken from the kept copy', pools: this.profiles.size });
  }

  private async keep(profiles: ProfilesBySlug): Promise<void> {
    const now = this.clock.now();
    const text = JSON.stringify(profiles);
    if (text === this.written.text && now - this.written.at < RENEW_AFTER_MS) return;
    try {
      await this.store.save(profiles);
      this.written = { text, at: now };
    } catch {
      // Redis is away: the next look tries again
    }
  }
}

/** Away, and not read since the start: the kept copy serves. Anything else is a defect. */
function unread(error: unknown): null {
  if (error instanceof LaravelError) return null;
  throw error;
}

function activeProfiles(pools: readonly LaravelPool[]): ProfilesBySlug {
  const active = pools.filter(({ is_active }) => is_active);
  return Object.fromEntries(active.map((pool) => [pool.slug.toLowerCase(), pool.provider_profiles]));
}
