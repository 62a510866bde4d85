import type { LaravelPool, PoolRow } from '@app/contracts';
import { POOL } from '@app/laravel-client/testing';
import { laravelServer } from '../../testing/laravel-records.js';
import { registeredPool } from './registered-pool.js';

const pool = (overrides: Partial<LaravelPool> = {}): LaravelPool => ({ ...(POOL as LaravelPool), ...overrides });
const lockOf = (overrides: Partial<LaravelPool>) => registeredPool(pool(overrides), [], []).archive_lock;

describe('a registered pool', () => {
  it('stands beside what its name does at run time, in any case', () => {
    const running = [{ pool: 'other' }, { pool: 'Gmail-Slow', online: 3 }] as PoolRow[]; // nothing else is looked at
    expect(registeredPool(pool(), running, []).runtime).toBe(running[1]);
    expect(registeredPool(pool({ slug: 'unused' }), running, []).runtime).toBeNull();
  });

  it('names the servers that are linked to it, and says when nobody can read them', () => {
    const servers = [laravelServer({ id: 1, name: 'one', worker_pool_id: 2 }), laravelServer({ worker_pool_id: 3 })];
    expect(registeredPool(pool(), [], servers).linked_servers).toEqual([{ id: 1, name: 'one' }]);
    expect(registeredPool(pool(), [], null).linked_servers).toBeNull();
  });

  it('may be archived when nothing is linked to it and it is not the default', () => {
    expect(lockOf({ linked_servers_count: 0 })).toBeNull();
  });

  it.each([
    [{ is_active: false }, /archived already/],
    [{ is_default: true, linked_servers_count: 0 }, /default pool/],
    [{ linked_servers_count: 1 }, /A server is linked/],
    [{ linked_servers_count: 2 }, /2 servers are linked/],
  ])('with %j says why it may not', (overrides, why) => {
    expect(lockOf(overrides)).toMatch(why);
  });
});
