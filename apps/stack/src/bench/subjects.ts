import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedisProcess, type RedisProcess } from '@app/redis';
import { ownEnvironment } from '../config/stack-environment.js';
import { ForPeople } from '../for-people.js';
import { freePortFrom } from '../free-port.js';
import { redisServer } from '../redis-source.js';
import { entryOf, ROOT } from '../repository.js';
import { SupervisedProcess } from '../supervised-process.js';
import { untilReady } from '../until-ready.js';
import type { BareOrder } from './bare-server.js';
import type { LoadOrder, LoadResult } from './load-generator.js';

/** Something beats are sent to. */
export interface Subject {
  readonly name: string;
  readonly port: number;
  readonly token: string;
  /** Its own; null when it has none. */
  readonly redis: RedisProcess | null;
  stop(): Promise<void>;
}

/** The built control plane with a Redis of its own. */
export async function productSubject(): Promise<Subject> {
  const directory = mkdtempSync(join(tmpdir(), 'engine-room-bench-'));
  const redis = await benchRedis(directory);
  const port = await freePortFrom(0);
  const token = randomBytes(24).toString('base64url');
  const died = new AbortController();
  const plane = new SupervisedProcess(
    {
      name: 'control plane',
      script: entryOf('control-plane'),
      environment: {
        ...ownEnvironment(),
        NODE_ENV: 'production',
        PORT: String(port),
        REDIS_ADDR: redis.address,
        CONTROL_PLANE_TOKEN: token,
      },
      directory: ROOT,
      logFile: join(directory, 'control-plane.log'),
      stopGraceMs: 5_000,
    },
    (how, lines) => died.abort(new ForPeople(`The control plane ended (${how}):\n  ${lines.join('\n  ')}`)),
  );
  const stop = async () => {
    await plane.stop();
    await redis.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  plane.start();
  try {
    await untilReady(`http://127.0.0.1:${port}`, token, 30_000, died.signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { name: 'control plane', port, token, redis, stop };
}

/** The bare server; with Redis it keeps each beat with one SET, auto-pipelined, and answers after it. */
export async function bareSubject(withRedis: boolean): Promise<Subject> {
  const directory = withRedis ? mkdtempSync(join(tmpdir(), 'engine-room-bench-')) : null;
  const redis = directory === null ? null : await benchRedis(directory);
  const server = fork(entryOf('stack', 'bench/bare-server'), { env: { ...ownEnvironment(), NODE_ENV: 'production' } });
  const order: BareOrder = { redisPort: redis?.port ?? null };
  const port = await answerOf<number>(server, order);
  const stop = async () => {
    server.disconnect();
    await redis?.stop();
    if (directory !== null) rmSync(directory, { recursive: true, force: true });
  };
  return { name: withRedis ? '(a) node:http + Redis SET' : '(b) node:http alone', port, token: 'none', redis, stop };
}

/** The process that makes the load. */
export interface LoadProcess {
  run(order: LoadOrder): Promise<LoadResult>;
  stop(): void;
}

/** A process of its own, so that making load and answering it do not share one core. */
export function loadProcess(): LoadProcess {
  const child = fork(entryOf('stack', 'bench/load-generator'), { env: ownEnvironment() });
  return {
    run: (order) => answerOf<LoadResult>(child, order),
    stop: () => void child.disconnect(),
  };
}

/** Without persistence: that is faster, and it is the bare server that waits for Redis with every beat. */
async function benchRedis(directory: string): Promise<RedisProcess> {
  const executable = await redisServer((line) => console.log(line));
  return startRedisProcess({ executable, directory: join(directory, 'redis'), appendOnly: false });
}

function answerOf<Answer>(child: ChildProcess, question: object): Promise<Answer> {
  return new Promise((answered, failed) => {
    const ended = (code: number | null) => failed(new Error(`A process of the benchmark ended (exit code ${code})`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      answered(answer as Answer); // each of our processes has one kind of answer
    });
    child.send(question);
  });
}
