import type { PoolRow, ProviderProfiles, RegisteredPool } from '@app/contracts';
import { callOperator } from './operator-call.js';
import type { Demonstration } from './demo-targets.js';

const CAREFUL: ProviderProfiles = { generic: 'standard', gmail: 'low_hit', microsoft: 'low_hit', yahoo: 'standard' };

/**
 * Registers every pool that the demonstration's workers name and the stand-in does not know, as an operator would. Pools
 * that are registered stay as somebody has made them.
 * @param signal ends it, whatever it waits for
 * @throws Error when the control plane refuses; the signal's reason when it aborts
 */
export async function registerPools(stack: Demonstration, signal: AbortSignal): Promise<void> {
  const known = await callOperator<readonly RegisteredPool[]>(stack, 'GET', '/api/pool-registry', { signal });
  const running = await callOperator<readonly PoolRow[]>(stack, 'GET', '/api/pools', { signal });
  const missing = running.filter(({ pool }) => !known.some(({ slug }) => slug === pool.toLowerCase()));
  for (const { pool } of missing) {
    const body = {
      slug: pool.toLowerCase(),
      name: pool,
      description: 'Workers of the demonstration',
      provider_profiles: CAREFUL,
    };
    await callOperator(stack, 'POST', '/api/pool-registry', { body, signal });
  }
}
