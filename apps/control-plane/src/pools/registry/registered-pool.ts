import type { LaravelPool, LaravelServer, PoolRow, RegisteredPool } from '@app/contracts';
import { laravelTimeOrNull } from '../../laravel/laravel-time.js';

/**
 * The pool's record beside what its name does at run time: a worker names its pool by the slug.
 * @param servers Laravel's servers; null when they cannot be read
 */
export function registeredPool(
  pool: LaravelPool,
  runtime: readonly PoolRow[],
  servers: readonly LaravelServer[] | null,
): RegisteredPool {
  return {
    ...pool,
    linked_servers:
      servers?.filter(({ worker_pool_id }) => worker_pool_id === pool.id).map(({ id, name }) => ({ id, name })) ?? null,
    runtime: runtime.find((row) => row.pool.toLowerCase() === pool.slug) ?? null,
    archive_lock: archiveLock(pool),
    created_at: laravelTimeOrNull(pool.created_at),
    updated_at: laravelTimeOrNull(pool.updated_at),
  };
}

/** Laravel refuses to archive what is in use (contract of Laravel, section 4). */
function archiveLock({ is_active, is_default, linked_servers_count: linked }: LaravelPool): string | null {
  if (!is_active) return 'It is archived already.';
  if (is_default) return 'It is the default pool: make another one the default first.';
  if (linked === 0) return null;
  return linked === 1
    ? 'A server is linked to it: move it first.'
    : `${linked} servers are linked to it: move them first.`;
}
