import type { RedisLink } from '@app/redis';
import { SystemClock } from '@app/service';
import { JournalService } from '../journal/journal.service.js';
import { openLink } from '../testing/open-link.js';
import { until } from '@app/testing';
import { type TestRedis, startTestRedis } from '../testing/test-redis.js';
import { RedisWorkerIntentsStore } from './redis-worker-intents.store.js';
import { describeWorkerIntentsStore, entry, paused } from './testing/worker-intents-store.contract.js';

interface Replica {
  readonly link: RedisLink;
  readonly journal: JournalService;
  readonly store: RedisWorkerIntentsStore;
}

let redis: TestRedis;
const replicas: Replica[] = [];

async function openReplica(): Promise<Replica> {
  const link = openLink(redis.address);
  const journal = new JournalService(link, new SystemClock());
  const replica = { link, journal, store: new RedisWorkerIntentsStore(journal) };
  replicas.push(replica);
  journal.start();
  await until(() => Promise.resolve(replica.store.isLoaded), 5_000);
  return replica;
}

beforeAll(async () => {
  redis = await startTestRedis();
});

afterAll(async () => {
  for (const { link, journal } of replicas) {
    await journal.onApplicationShutdown();
    link.close();
  }
  await redis.discard();
});

describe('worker intents with Redis', () => {
  let one: Replica;

  beforeAll(async () => {
    one = await openReplica();
  });

  describeWorkerIntentsStore(() => one.store);

  it('are known to a replica that starts later, and to one that runs', async () => {
    const running = await openReplica();
    await one.store.save('w-shared', paused(), entry({ target: 'w-shared' }));
    await until(() => Promise.resolve(running.store.find('w-shared').revision === 1), 1_000);
    const later = await openReplica();
    expect(later.store.find('w-shared')).toEqual(paused());
  });

  it('stand in the journal, one entry for each that was written and none for a refused one', async () => {
    await one.store.save('w-journal', paused(), entry({ target: 'w-journal', reason: 'first' }));
    await one.store.save('w-journal', paused(), entry({ target: 'w-journal', reason: 'refused' }));
    await one.store.save('w-journal', paused(2), entry({ target: 'w-journal', reason: 'second' }));
    const reasons = () => one.journal.recentOf('worker.intent', 'w-journal', 10).map(({ entry: { reason } }) => reason);
    await until(() => Promise.resolve(reasons().length === 2), 1_000);
    expect(reasons()).toEqual(['second', 'first']);
  });

  it('write nothing at all when the journal cannot be written', async () => {
    await one.link.commands.rename('{intents}:journal', '{intents}:journal-away');
    await one.link.commands.set('{intents}:journal', 'no stream');
    await expect(one.store.save('w-half', paused(), entry({ target: 'w-half' }))).rejects.toThrow(/WRONGTYPE/);
    await one.link.commands.del('{intents}:journal');
    await one.link.commands.rename('{intents}:journal-away', '{intents}:journal');
    expect(await one.link.commands.hget('{intents}:workers', 'w-half')).toBeNull();
    expect(one.store.find('w-half').revision).toBe(0);
  });

  it('yield to what somebody decided after Redis had lost them', async () => {
    const stalled = await openReplica();
    await stalled.store.save('w-lost', paused(), entry({ target: 'w-lost' }));
    await stalled.store.save('w-lost', paused(2), entry({ target: 'w-lost' }));
    await one.link.commands.hdel('{intents}:workers', 'w-lost');
    const later = await openReplica();
    await later.store.save(
      'w-lost',
      paused(1, 'bob'),
      entry({ target: 'w-lost', actor: 'bob', after: paused(1, 'bob') }),
    );
    stalled.link.follow.disconnect(true); // an interruption: it reads everything again
    await until(() => Promise.resolve(stalled.store.find('w-lost').wish?.actor === 'bob'), 3_000);
    expect(stalled.store.find('w-lost')).toEqual(later.store.find('w-lost'));
    expect(JSON.stringify(await one.link.commands.hget('{intents}:workers', 'w-lost'))).toContain('bob');
  });

  it('go on when one record or one entry is no record at all', async () => {
    await one.link.commands.hset('{intents}:workers', 'w-garbage', 'garbage');
    await one.link.commands.xadd(
      '{intents}:journal',
      '*',
      'entry',
      '{"kind":"worker.intent","after":null}',
      'lineage',
      '[]',
    );
    await one.link.commands.xadd('{intents}:journal', '*', 'nonsense', 'x');
    const fresh = await openReplica();
    await one.store.save('w-after', paused(), entry({ target: 'w-after' }));
    await until(() => Promise.resolve(fresh.store.find('w-after').revision === 1), 1_000);
    expect(fresh.store.find('w-garbage').revision).toBe(0);
  });
});
