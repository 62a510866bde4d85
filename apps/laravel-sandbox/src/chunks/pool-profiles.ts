import { and, eq, or } from 'drizzle-orm';
import type { ProviderProfiles } from '@app/contracts';
import type { Connection } from '../database/database.js';
import { enginePools } from '../database/schema/index.js';

const ALL_STANDARD: ProviderProfiles = {
  generic: 'standard',
  gmail: 'standard',
  microsoft: 'standard',
  yahoo: 'standard',
};

/** Profiles of the active pool with this slug, else of the default pool, else all standard (contract 4). */
export async function poolProfiles(connection: Connection, slug: string | null): Promise<ProviderProfiles> {
  const isNamed = slug === null ? undefined : and(eq(enginePools.slug, slug.toLowerCase()), enginePools.isActive);
  const pools = await connection
    .select({ isDefault: enginePools.isDefault, slug: enginePools.slug, profiles: enginePools.providerProfiles })
    .from(enginePools)
    .where(or(isNamed, enginePools.isDefault));
  const named = pools.find((pool) => pool.slug === slug?.toLowerCase());
  const pool = named ?? pools.find(({ isDefault }) => isDefault);
  return { ...ALL_STANDARD, ...pool?.profiles };
}
