import type { JournalEntry } from '@app/contracts';
import { decision } from '../../testing/builders.js';
import { NO_INTENT, type WorkerIntent, pause } from '../worker-intent.js';
import type { WorkerIntentsStore } from '../worker-intents.store.js';

export function paused(revision = 1, actor = 'alice'): WorkerIntent {
  const outcome = pause({ ...NO_INTENT, revision: revision - 1 }, decision({ actor }));
  if (outcome.kind !== 'applied') throw new Error('a pause always applies');
  return outcome.next;
}

export function entry(overrides: Partial<JournalEntry> = {}): JournalEntry {
  return {
    kind: 'worker.intent',
    at: '2026-01-01T00:00:00Z',
    actor: 'alice',
    source: 'operator',
    action: 'pause',
    target: 'w1',
    reason: 'bad deploy',
    request_id: null,
    before: null,
    after: paused(),
    ...overrides,
  };
}

/** What every store of worker intents promises, the one in memory and the one with Redis alike. */
export function describeWorkerIntentsStore(open: () => WorkerIntentsStore): void {
  it('knows nothing about a worker nobody decided about', () => {
    expect(open().find('w-unknown')).toBe(NO_INTENT);
  });

  it('answers what was saved at once', async () => {
    const store = open();
    expect(await store.save('w-saved', paused(), entry({ target: 'w-saved' }))).toBe('saved');
    expect(store.find('w-saved')).toEqual(paused());
  });

  it('lets one of two writers win who read the same revision', async () => {
    const store = open();
    const answers = await Promise.all([
      store.save('w-race', paused(), entry({ target: 'w-race' })),
      store.save('w-race', paused(1, 'bob'), entry({ target: 'w-race', actor: 'bob' })),
    ]);
    expect([...answers].sort()).toEqual(['changed', 'saved']);
  });

  it('refuses a write that skips what somebody else has written', async () => {
    const store = open();
    await store.save('w-skip', paused(), entry({ target: 'w-skip' }));
    expect(await store.save('w-skip', paused(), entry({ target: 'w-skip' }))).toBe('changed');
    expect(await store.save('w-skip', paused(2), entry({ target: 'w-skip' }))).toBe('saved');
  });

  it('tells whoever listens that something was decided', async () => {
    const store = open();
    const told: string[] = [];
    const subscription = store.changes.subscribe((id) => told.push(id));
    await store.save('w-told', paused(), entry({ target: 'w-told' }));
    subscription.unsubscribe();
    expect(told).toEqual(['w-told']);
  });
}
