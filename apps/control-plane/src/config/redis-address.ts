import type { RedisTarget } from '@app/redis';
import type { Key, Parsed } from '@app/service';

/** Where Redis is. What is null comes from the other keys. */
export type RedisAddress = RedisTarget;

/** The key of an address. It is a secret, since it may hold a password. */
export function redisAddress(meaning: string): Key<RedisAddress> {
  return { parse: parseRedisAddress, fallback: undefined, secret: true, meaning };
}

/** `host:port` or `redis[s]://[user:password@]host[:port][/database]`. */
export function parseRedisAddress(text: string): Parsed<RedisAddress> {
  const rule = 'must be host:port, or redis://… or rediss://…';
  const trimmed = text.trim();
  const url = parseUrl(/^rediss?:\/\//.test(trimmed) ? trimmed : `redis://${trimmed}`);
  if (url === null || url.hostname === '') return { rule };
  if (!trimmed.includes('://') && (url.port === '' || url.username !== '')) return { rule };
  if (url.port === '0' || !isDecodable(url.username) || !isDecodable(url.password)) return { rule };
  const database = url.pathname.replace(/^\//, '');
  if (database !== '' && !/^\d+$/.test(database)) return { rule };
  const value: RedisAddress = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 6379 : Number(url.port),
    tls: url.protocol === 'rediss:',
    username: decoded(url.username),
    password: decoded(url.password),
    database: database === '' ? null : Number(database),
  };
  return { value };
}

/** Null when empty. */
function decoded(part: string): string | null {
  return part === '' ? null : decodeURIComponent(part);
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
