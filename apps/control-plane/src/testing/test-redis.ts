import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RedisProcess, startRedisProcess } from '@app/redis';

export interface TestRedis extends RedisProcess {
  /** Stops it and removes what it kept. */
  discard(): Promise<void>;
}

/** A Redis of the test's own that keeps what it confirms, as the embedded one does; on any free port by default. */
export async function startTestRedis(port = 0): Promise<TestRedis> {
  const directory = await mkdtemp(path.join(tmpdir(), 'engine-room-redis-'));
  const redis = await startRedisProcess({ directory, port, appendOnly: true, fsync: 'always' });
  const discard = async (): Promise<void> => {
    await redis.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return Object.assign(redis, { discard });
}
