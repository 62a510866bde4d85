import { RedisLink } from '@app/redis';
import { parseRedisAddress } from '../config/redis-address.js';

/** Connections to a test's Redis. The caller closes them. */
export function openLink(address: string): RedisLink {
  const parsed = parseRedisAddress(address);
  if (!('value' in parsed)) throw new Error(`the test Redis has no address: ${parsed.rule}`);
  return new RedisLink({ target: parsed.value, now: Date.now });
}
