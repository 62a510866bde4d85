import { Agent, request as send } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { beatOf } from './beat-bodies.js';
import { percentile } from './statistics.js';
import { productSubject, type Subject } from './subjects.js';

/** What is read, and how long that may take at the largest fleet (99th percentile). */
export const READS = [
  { name: 'GET /api/slo', path: '/api/slo', goalMs: 20 },
  { name: 'GET /api/workers?limit=100', path: '/api/workers?limit=100', goalMs: 10 },
  { name: 'GET /api/workers', path: '/api/workers', goalMs: 150 },
] as const;

export const LARGEST_FLEET = 10_000;
const FLEETS = [100, 1_000, LARGEST_FLEET];
const MEASURE_MS = 3_000;
/** What was reported is written behind within 50 ms; then nothing but the background is left. */
const SETTLE_MS = 1_500;
const BEATS_AT_ONCE = 32;

export interface ReadFigures {
  readonly name: string;
  readonly workers: number;
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly answerBytes: number;
}

export interface RedisFigures {
  readonly workers: number;
  readonly requests: number;
  /** Commands while the reads went on. */
  readonly commandsWhileReading: number;
  /** Commands in an equal time without reads: the mean of one before and one after. */
  readonly commandsWhileIdle: number;
  readonly commandsPerRead: number;
}

export interface ReadBenchResult {
  readonly reads: readonly ReadFigures[];
  readonly redis: readonly RedisFigures[];
}

/** How long reads take, one after the other on one kept connection, and whether they cost Redis anything. */
export async function benchReads(report: (line: string) => void): Promise<ReadBenchResult> {
  const product = await productSubject();
  const redis = new Redis(product.redis?.port ?? 0, '127.0.0.1');
  const agent = new Agent({ keepAlive: true, maxSockets: BEATS_AT_ONCE });
  const reads: ReadFigures[] = [];
  const redisFigures: RedisFigures[] = [];
  try {
    for (const workers of FLEETS) {
      report(`  ${workers} workers`);
      await beatAll(product, agent, workers);
      await wait(SETTLE_MS);
      const idleMs = READS.length * MEASURE_MS;
      const idleBefore = await commandsDuring(redis, () => wait(idleMs));
      const startedAt = performance.now();
      const measured: ReadFigures[] = [];
      const whileReading = await commandsDuring(redis, async () => {
        for (const { name, path } of READS) measured.push(await measure(product, agent, name, path, workers));
      });
      const share = (performance.now() - startedAt) / idleMs; // the last request of each goes over the time
      await beatAll(product, agent, workers); // or they would grow silent, and silence is told to the journal
      await wait(SETTLE_MS);
      const idleAfter = await commandsDuring(redis, () => wait(idleMs));
      const requests = measured.reduce((sum, figures) => sum + figures.requests, 0);
      const whileIdle = ((idleBefore + idleAfter) / 2) * share;
      reads.push(...measured);
      redisFigures.push({
        workers,
        requests,
        commandsWhileReading: whileReading,
        commandsWhileIdle: whileIdle,
        commandsPerRead: Math.max(0, whileReading - whileIdle) / requests,
      });
    }
    return { reads, redis: redisFigures };
  } finally {
    agent.destroy();
    redis.disconnect();
    await product.stop();
  }
}

async function measure(
  product: Subject,
  agent: Agent,
  name: string,
  path: string,
  workers: number,
): Promise<ReadFigures> {
  const times: number[] = [];
  let answerBytes = 0;
  const startedAt = performance.now();
  for (let warmUp = 0; warmUp < 5; warmUp += 1) await request(product, agent, path);
  while (performance.now() - startedAt < MEASURE_MS) {
    const sentAt = performance.now();
    answerBytes = await request(product, agent, path);
    times.push(performance.now() - sentAt);
  }
  const p50Ms = percentile(times, 50);
  const p99Ms = percentile(times, 99);
  return { name, workers, requests: times.length + 5, p50Ms, p99Ms, answerBytes };
}

/** Every worker beats once, so that all of them are there. */
async function beatAll(product: Subject, agent: Agent, workers: number): Promise<void> {
  let next = 0;
  const beatInTurn = async () => {
    while (next < workers) {
      const body = JSON.stringify(beatOf(next));
      next += 1;
      await request(product, agent, '/api/workers/heartbeat', body);
    }
  };
  await Promise.all(Array.from({ length: BEATS_AT_ONCE }, beatInTurn));
}

/** @returns size of the answer in bytes @throws Error unless it is 200 */
function request(product: Subject, agent: Agent, path: string, body?: string): Promise<number> {
  return new Promise((done, failed) => {
    const headers: Record<string, string> = { authorization: `Bearer ${product.token}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = send({ host: '127.0.0.1', port: product.port, path, agent, method, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.once('error', failed);
      answer.once('end', () => {
        if (answer.statusCode === 200) done(bytes);
        else failed(new Error(`${method} ${path} was answered with ${answer.statusCode}`));
      });
    });
    outgoing.once('error', failed);
    outgoing.end(body);
  });
}

async function commandsDuring(redis: Redis, work: () => Promise<unknown>): Promise<number> {
  const before = await commandsSoFar(redis);
  await work();
  return (await commandsSoFar(redis)) - before;
}

/** All commands Redis has run, without the one that asks. */
async function commandsSoFar(redis: Redis): Promise<number> {
  const lines = (await redis.info('commandstats')).split('\r\n');
  return lines
    .filter((line) => line.startsWith('cmdstat_') && !line.startsWith('cmdstat_info'))
    .reduce((sum, line) => sum + Number(/calls=(\d+)/.exec(line)?.[1] ?? 0), 0);
}
