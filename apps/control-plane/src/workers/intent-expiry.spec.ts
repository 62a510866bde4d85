import { StoppedClock } from '@app/service';
import { decision } from '../testing/builders.js';
import { IntentExpiry } from './intent-expiry.js';
import { InMemoryWorkerIntentsStore } from './testing/in-memory-worker-intents.store.js';
import { entry } from './testing/worker-intents-store.contract.js';
import { NO_INTENT, pause } from './worker-intent.js';

async function storeWithPause(expiresAt: number | null): Promise<InMemoryWorkerIntentsStore> {
  const store = new InMemoryWorkerIntentsStore();
  const outcome = pause(NO_INTENT, decision({ expiresAt }));
  if (outcome.kind === 'applied') await store.save('w1', outcome.next, entry());
  return store;
}

describe('an intent that is over', () => {
  it('is written as such, with an entry that says why', async () => {
    const store = await storeWithPause(60_000);
    await new IntentExpiry(store, new StoppedClock(60_000)).look();
    expect(store.find('w1')).toMatchObject({ wish: null, revision: 2 });
    expect(store.journal.at(-1)).toMatchObject({ action: 'expire', source: 'automation', target: 'w1' });
  });

  it('is left alone until then, and for ever when it has no end', async () => {
    const timed = await storeWithPause(60_000);
    await new IntentExpiry(timed, new StoppedClock(59_999)).look();
    const endless = await storeWithPause(null);
    await new IntentExpiry(endless, new StoppedClock(Number.MAX_SAFE_INTEGER)).look();
    expect([timed.journal.length, endless.journal.length]).toEqual([1, 1]);
  });

  it('waits for Redis: the next look tries again', async () => {
    const store = await storeWithPause(60_000);
    const save = store.save.bind(store);
    store.save = () => Promise.reject(new Error('away'));
    const expiry = new IntentExpiry(store, new StoppedClock(60_000));
    await expiry.look();
    store.save = save;
    await expiry.look();
    expect(store.journal.at(-1)).toMatchObject({ action: 'expire' });
  });
});
