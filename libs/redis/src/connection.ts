import { Redis } from 'ioredis';

/** Where Redis is and how to log in. */
export interface RedisTarget {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number | null;
}

/**
 * What a connection is for. `commands`: sent once, given up at once when the connection breaks. `follow`: blocking reads.
 * `subscribe`: messages only.
 */
export type ConnectionRole = 'commands' | 'follow' | 'subscribe';

const ANSWER_WITHIN_MS = 1_500; // readiness has to turn within 2 s of a Redis that hangs
const RECONNECT_AFTER_AT_MOST_MS = 500;
/** Longer than any silence of ours: each connection is asked at least twice a second or reads for half a second. */
const SILENCE_MS = 4_000;

/** A connection that looks for Redis for ever and never sends a command twice. The caller closes it. */
export function openRedis(target: RedisTarget, role: ConnectionRole): Redis {
  const redis = new Redis({
    host: target.host,
    port: target.port,
    db: target.database ?? 0,
    ...(target.username !== null && { username: target.username }),
    ...(target.password !== null && { password: target.password }),
    ...(target.tls && { tls: { servername: target.host } }),
    connectTimeout: ANSWER_WITHIN_MS,
    retryStrategy: (attempt) => Math.min(50 * attempt, RECONNECT_AFTER_AT_MOST_MS),
    maxRetriesPerRequest: 0, // a command whose answer was lost is given up: sent again, a compare-and-set loses to itself
    enableOfflineQueue: role === 'subscribe',
    // A connection that is cut without a word never closes by itself; each of ours always has something to hear.
    socketTimeout: SILENCE_MS,
    commandTimeout: role === 'follow' ? 2 * ANSWER_WITHIN_MS : ANSWER_WITHIN_MS,
    disconnectTimeout: 200,
    autoResubscribe: true,
  });
  redis.on('error', () => undefined); // whoever sends a command hears of it; without a listener the process would end
  return redis;
}
