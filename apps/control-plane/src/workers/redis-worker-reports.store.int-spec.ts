import type { RedisLink } from '@app/redis';
import { beatBody } from '../testing/builders.js';
import { openLink } from '../testing/open-link.js';
import { until } from '@app/testing';
import { type TestRedis, startTestRedis } from '../testing/test-redis.js';
import { RedisWorkerReportsStore } from './redis-worker-reports.store.js';
import type { StoredBeat } from './worker-reports.store.js';

let redis: TestRedis;
let links: RedisLink[] = [];

async function open(): Promise<{ link: RedisLink; store: RedisWorkerReportsStore }> {
  const link = openLink(redis.address);
  links.push(link);
  await until(() => Promise.resolve(link.state.up), 5_000);
  return { link, store: new RedisWorkerReportsStore(link) };
}

function beat(workerId: string, at: number, more: object = {}): StoredBeat {
  const body = JSON.stringify({ ...beatBody({ worker_id: workerId }), ...more });
  return { workerId, at, convergingSince: null, toldRevision: 2, body };
}

beforeAll(async () => {
  redis = await startTestRedis();
});

afterEach(async () => {
  const [first] = links;
  await first?.commands.flushall();
  links.forEach((link) => link.close());
  links = [];
});

afterAll(() => redis.discard());

describe('the beats that are kept', () => {
  it('are read again as they were, wherever they lie', async () => {
    const { store } = await open();
    await store.keep(Array.from({ length: 200 }, (_, index) => beat(`w${index}`, index)));
    const all = await store.loadAll();
    expect(all).toHaveLength(200);
    expect(all.find(({ report }) => report.worker_id === 'w7')).toMatchObject({
      at: 7,
      toldRevision: 2,
      convergingSince: null,
    });
    expect((await store.loadSome(['w3', 'w5', 'nobody'])).map(({ report }) => report.worker_id).sort()).toEqual([
      'w3',
      'w5',
    ]);
  });

  it('are found part by part within one round', async () => {
    const { store } = await open();
    await store.keep([beat('a', 1), beat('b', 1), beat('c', 1)]);
    const found: string[] = [];
    for (let part = 0; part < 64; part += 1)
      found.push(...(await store.loadPart(part)).map(({ report }) => report.worker_id));
    expect(found.sort()).toEqual(['a', 'b', 'c']);
  });

  it('lose what nobody knows when they are read', async () => {
    const { store } = await open();
    await store.keep([beat('a', 1, { colour: 'blue', smtp_metrics: { tempfail_rate: null, mood: 1 } })]);
    expect((await store.loadAll())[0]?.report).not.toHaveProperty('colour');
    expect((await store.loadAll())[0]?.report.smtp_metrics).toEqual({});
  });

  it('are forgotten only as far as nobody has heard the worker since', async () => {
    const { store } = await open();
    await store.keep([beat('old', 1_000), beat('fresh', 2_000)]);
    await store.forget(['old', 'fresh', 'nobody'], 1_500);
    expect((await store.loadAll()).map(({ report }) => report.worker_id)).toEqual(['fresh']);
  });

  it('that cannot be read are left out, and the others are not', async () => {
    const { link, store } = await open();
    await store.keep([beat('a', 1)]);
    for (let bucket = 0; bucket < 64; bucket += 1) await link.commands.hset(`fleet:reports:${bucket}`, 'x', 'garbage');
    expect((await store.loadAll()).map(({ report }) => report.worker_id)).toEqual(['a']);
  });
});

describe('another replica', () => {
  it('is told who was heard, but not by itself, and survives what is no message', async () => {
    const { link, store } = await open();
    const other = await open();
    const heard: string[] = [];
    const own: string[] = [];
    other.store.follow((ids) => heard.push(...ids));
    store.follow((ids) => own.push(...ids));
    await until(async () => Number((await link.commands.pubsub('NUMSUB', 'fleet:changed'))[1]) === 2, 2_000);
    await link.commands.publish('fleet:changed', 'garbage');
    await link.commands.publish('fleet:changed', '{"from":"x","ids":5}');
    await store.keep([beat('a', 1), beat('b', 1)]);
    await until(() => Promise.resolve(heard.length === 2), 1_000);
    expect(heard.sort()).toEqual(['a', 'b']);
    expect(own).toEqual([]);
  });
});
