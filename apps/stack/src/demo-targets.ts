import { setTimeout as wait } from 'node:timers/promises';
import type { PoolRow } from '@app/contracts';
import { callOperator } from './operator-call.js';
import type { Stack } from './stack-options.js';

const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 500;

/** What is needed of the stack. */
export type Demonstration = Pick<Stack, 'url' | 'token' | 'redis'>;

/**
 * Once the demonstration's fleet is there, wants as many workers in each pool as came, so that capacity is shown against
 * something. Pools that somebody has scaled before are left as they are, and so is everything when there are no workers
 * or the Redis is somebody else's: what is decided there stays.
 * @param signal ends it, whatever it waits for
 * @throws Error when the control plane refuses; the signal's reason when it aborts
 */
export async function wantTheFleet(stack: Demonstration, workers: number, signal: AbortSignal): Promise<void> {
  if (stack.redis === null || workers === 0) return;
  const deadline = Date.now() + WITHIN_MS;
  let pools = await poolsOf(stack, signal);
  while (online(pools) < workers) {
    if (Date.now() > deadline) return;
    await wait(LOOK_EVERY_MS, undefined, { signal });
    pools = await poolsOf(stack, signal);
  }
  for (const { pool, online: desired } of pools.filter(({ revision }) => revision === 0)) {
    const body = { desired, reason: 'size of the demonstration' };
    await callOperator(stack, 'POST', `/api/pools/${encodeURIComponent(pool)}/scale`, { body, signal });
  }
}

function online(pools: readonly PoolRow[]): number {
  return pools.reduce((sum, pool) => sum + pool.online, 0);
}

async function poolsOf(stack: Demonstration, signal: AbortSignal): Promise<readonly PoolRow[]> {
  return callOperator<readonly PoolRow[]>(stack, 'GET', '/api/pools', { signal });
}
