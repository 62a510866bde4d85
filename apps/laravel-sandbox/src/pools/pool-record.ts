import type { LaravelPool } from '@app/contracts';
import { laravelTime } from '../common/laravel-time.js';
import type { EnginePoolRow } from '../database/rows.js';
import { normalisedProfiles } from './provider-profiles.js';

/** A pool as the internal API shows it (contract 4). */
export function poolRecord(pool: EnginePoolRow, linkedServers: number): LaravelPool {
  return {
    id: pool.id,
    slug: pool.slug,
    name: pool.name,
    description: pool.description,
    is_active: pool.isActive,
    is_default: pool.isDefault,
    provider_profiles: normalisedProfiles(pool.providerProfiles),
    linked_servers_count: linkedServers,
    created_at: laravelTime(pool.createdAt),
    updated_at: laravelTime(pool.updatedAt),
  };
}
