import { type LaravelPool, PROVIDERS, PROVIDER_PROFILES } from '@app/contracts';
import { checkOf } from './checked.js';
import * as word from './schema-words.js';

/** Section 4 of the contract. */
const POOL = word.record({
  id: word.whole,
  slug: word.text,
  name: word.text,
  description: word.textOrNull,
  is_active: word.flag,
  is_default: word.flag,
  provider_profiles: word.record(
    Object.fromEntries(PROVIDERS.map((provider) => [provider, word.oneOf(PROVIDER_PROFILES)])),
  ),
  linked_servers_count: word.wholeOrNull,
  created_at: word.instantOrNull,
  updated_at: word.instantOrNull,
});

type PoolOnTheWire = Omit<LaravelPool, 'linked_servers_count'> & { readonly linked_servers_count: number | null };

const checkList = checkOf<{ readonly data: readonly PoolOnTheWire[] }>(word.envelope(word.listOf(POOL)));
const checkOne = checkOf<{ readonly data: PoolOnTheWire }>(word.envelope(POOL));

/** @throws BrokenAnswer */
export function poolListFrom(body: unknown): readonly LaravelPool[] {
  return checkList(body).data.map(filled);
}

/** @throws BrokenAnswer */
export function poolFrom(body: unknown): LaravelPool {
  return filled(checkOne(body).data);
}

/** What is null because the record was only just made is false, or nobody. */
function filled(pool: PoolOnTheWire): LaravelPool {
  return {
    ...pool,
    is_active: Boolean(pool.is_active),
    is_default: Boolean(pool.is_default),
    linked_servers_count: pool.linked_servers_count ?? 0,
  };
}
