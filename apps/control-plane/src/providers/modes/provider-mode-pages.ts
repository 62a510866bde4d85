import { Injectable } from '@nestjs/common';
import { PROVIDERS, type ProviderModeView } from '@app/contracts';
import { Clock } from '@app/service';
import { requireLoaded } from '../../journal/write-decision.js';
import { FleetReader } from '../../workers/fleet-reader.js';
import { type ProfiledPool, modeView } from './mode-view.js';
import { PoolProfiles } from './pool-profiles.js';
import { ProviderModesStore } from './provider-modes.store.js';

/** Every provider's mode for every pool, as people read it. */
@Injectable()
export class ProviderModePages {
  constructor(
    private readonly store: ProviderModesStore,
    private readonly profiles: PoolProfiles,
    private readonly fleet: FleetReader,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure intents_unknown while nobody knows what was decided */
  list(): ProviderModeView[] {
    requireLoaded(this.store);
    const now = this.clock.now();
    const pools = this.pools(now);
    return PROVIDERS.map((provider) => modeView(provider, this.store.find(provider), pools, now));
  }

  /** Pools that workers name, and active registered ones that none names; by name. */
  private pools(now: number): ProfiledPool[] {
    const reported = new Set(this.fleet.facts(now).map(({ record }) => record.report.pool ?? ''));
    reported.delete('');
    const spoken = new Set([...reported].map((pool) => pool.toLowerCase()));
    const names = [...reported, ...this.profiles.slugs.filter((slug) => !spoken.has(slug))].sort();
    return names.map((pool) => ({ pool, profiles: this.profiles.of(pool) }));
  }
}
