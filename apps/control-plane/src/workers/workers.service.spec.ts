import { StoppedClock } from '@app/service';
import type { JournalService } from '../journal/journal.service.js';
import { report } from '../testing/builders.js';
import { FleetView } from './fleet-view.js';
import { InMemoryWorkerIntentsStore } from './testing/in-memory-worker-intents.store.js';
import { desiredState } from './worker-intent.js';
import { WorkersService } from './workers.service.js';

const wish = { actor: 'alice', reason: 'bad deploy', forMs: null, requestId: 'request-1' };
const journal = { recentOf: () => [] } as unknown as JournalService; // only reading the history needs it

let clock: StoppedClock;
let store: InMemoryWorkerIntentsStore;
let service: WorkersService;

beforeEach(() => {
  clock = new StoppedClock(1_000);
  store = new InMemoryWorkerIntentsStore();
  const fleet = new FleetView();
  fleet.beat({ report: report(), at: 0, desired: 'running', revision: 0 });
  service = new WorkersService(fleet, store, journal, clock);
});

describe('deciding about a worker', () => {
  it('writes who, what, why and when, with what was before and after', async () => {
    await service.act('w1', 'pause', wish);
    expect(store.journal).toEqual([
      expect.objectContaining({
        actor: 'alice',
        action: 'pause',
        target: 'w1',
        reason: 'bad deploy',
        request_id: 'request-1',
      }),
    ]);
    expect(desiredState(store.find('w1'), 1_000)).toBe('paused');
  });

  it('lets an expiry count from now', async () => {
    await service.act('w1', 'drain', { ...wish, forMs: 60_000 });
    expect(store.find('w1').wish?.expiresAt).toBe(61_000);
  });

  it('knows nobody of that name', async () => {
    await expect(service.act('w9', 'pause', wish)).rejects.toMatchObject({ code: 'not_found' });
    expect(store.journal).toEqual([]);
  });

  it('may be about a worker that is gone, as long as something was decided about it', async () => {
    await service.act('w1', 'pause', wish);
    const elsewhere = new WorkersService(new FleetView(), store, journal, clock);
    await expect(elsewhere.act('w1', 'resume', wish)).resolves.toMatchObject({ revision: 2 });
  });

  it('refuses to resume a quarantined worker, and says the way out', async () => {
    await service.act('w1', 'quarantine', wish);
    await expect(service.act('w1', 'resume', wish)).rejects.toMatchObject({
      code: 'worker_quarantined',
      message: expect.stringContaining('/api/workers/w1/unquarantine') as unknown,
    });
  });

  it('writes nothing when a quarantine is lifted that does not exist', async () => {
    await service.act('w1', 'unquarantine', wish);
    expect(store.journal).toEqual([]);
  });

  it('says that somebody else was quicker', async () => {
    store.save = () => Promise.resolve('changed');
    await expect(service.act('w1', 'pause', wish)).rejects.toMatchObject({ code: 'intent_changed' });
  });

  it('does not claim that a write whose answer was lost did nothing', async () => {
    store.save = () => Promise.reject(new Error('Command timed out'));
    await expect(service.act('w1', 'pause', wish)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('look before') as unknown,
    });
  });

  it('says plainly that nothing happened when nothing was sent', async () => {
    store.save = () => Promise.reject(new Error("Stream isn't writeable and enableOfflineQueue options is false"));
    await expect(service.act('w1', 'pause', wish)).rejects.toThrow(/Nothing was changed/);
  });

  it('decides nothing before it knows what was decided', async () => {
    store.isLoaded = false;
    await expect(service.act('w1', 'pause', wish)).rejects.toMatchObject({ code: 'intents_unknown' });
  });
});
