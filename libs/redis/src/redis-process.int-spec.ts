import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findRedisServer, RedisStartError, startRedisProcess, type RedisProcess } from './redis-process.js';

describe('a private Redis', () => {
  const directories: string[] = [];
  const servers: RedisProcess[] = [];
  const newDirectory = () => {
    const directory = mkdtempSync(join(tmpdir(), 'engine-room redis-')); // the blank is on purpose
    directories.push(directory);
    return directory;
  };
  const start = async (options: Partial<Parameters<typeof startRedisProcess>[0]> = {}) => {
    const server = await startRedisProcess({
      directory: newDirectory(),
      appendOnly: true,
      fsync: 'always',
      ...options,
    });
    servers.push(server);
    return server;
  };
  const ask = async <T>(server: RedisProcess, question: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(server.port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  };

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
  });

  it('keeps what it acknowledged over kill -9 and restart, on the same port', async () => {
    const server = await start();
    const { address } = server;
    await ask(server, (redis) => redis.set('intent', 'paused'));
    await server.kill();
    expect(server.pid).toBeNull();
    await server.restart();
    expect(server.address).toBe(address);
    expect(await ask(server, (redis) => redis.get('intent'))).toBe('paused');
  });

  it('answers nothing while frozen, and what was asked meanwhile once thawed', async () => {
    const server = await start();
    server.freeze();
    let answer: string | null = null;
    const asked = ask(server, (redis) => redis.ping()).then((text) => (answer = text));
    await wait(150);
    expect(answer).toBeNull();
    server.thaw();
    expect(await asked).toBe('PONG');
  });

  it('can be stopped while frozen', async () => {
    const server = await start();
    server.freeze();
    await server.stop();
    expect(server.pid).toBeNull();
  });

  it('tells of an end nobody asked for, and not of one that was asked for', async () => {
    const ends: string[] = [];
    let heard: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (heard = resolve));
    const server = await start({ onUnexpectedExit: (how) => (ends.push(how), heard()) });
    await server.restart();
    expect(ends).toEqual([]);
    process.kill(server.pid ?? 0, 'SIGKILL');
    await told;
    expect(ends).toEqual(['SIGKILL']);
    expect(server.pid).toBeNull();
  });

  it('says why it does not start', async () => {
    const first = await start();
    const second = start({ port: first.port });
    await expect(second).rejects.toThrow(RedisStartError);
    await expect(second).rejects.toThrow(/in use/i);
  });

  it('says so when the program cannot be run', async () => {
    await expect(start({ executable: '/nowhere/redis-server' })).rejects.toThrow(/ENOENT/);
  });

  it('finds no server where there is none', () => {
    expect(findRedisServer('/nowhere')).toBeNull();
  });
});
