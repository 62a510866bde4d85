import { setTimeout as wait } from 'node:timers/promises';
import type { PoolRow } from '@app/contracts';
import type { Stack } from './stack.js';

const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 500;

/**
 * Once the demonstration's fleet is there, wants as many workers in each pool as came, so that capacity is shown against
 * something. Pools that somebody has scaled before are left as they are.
 * @throws Error when the control plane refuses
 */
export async function wantTheFleet(stack: Stack, workers: number): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  let pools = await poolsOf(stack);
  while (online(pools) < workers) {
    if (Date.now() > deadline) return;
    await wait(LOOK_EVERY_MS);
    pools = await poolsOf(stack);
  }
  for (const { pool, online: desired } of pools.filter(({ revision }) => revision === 0)) {
    await call(stack, 'POST', `/api/pools/${encodeURIComponent(pool)}/scale`, {
      desired,
      reason: 'size of the demonstration',
    });
  }
}

function online(pools: readonly PoolRow[]): number {
  return pools.reduce((sum, pool) => sum + pool.online, 0);
}

async function poolsOf(stack: Stack): Promise<readonly PoolRow[]> {
  const response = await call(stack, 'GET', '/api/pools');
  return ((await response.json()) as { data: readonly PoolRow[] }).data;
}

async function call(stack: Stack, method: string, route: string, body?: object): Promise<Response> {
  const response = await fetch(`${stack.url}${route}`, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`demo:${stack.token}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${route} answered ${response.status}`);
  return response;
}
