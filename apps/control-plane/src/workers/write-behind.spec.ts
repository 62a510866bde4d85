import { jest } from '@jest/globals';
import { StoppedClock } from '@app/service';
import { type StoredBeat, WorkerReportsStore } from './worker-reports.store.js';
import { WriteBehind } from './write-behind.js';

class RecordingStore extends WorkerReportsStore {
  readonly batches: (readonly StoredBeat[])[] = [];
  failing = false;

  keep(beats: readonly StoredBeat[]): Promise<void> {
    if (this.failing) return Promise.reject(new Error('away'));
    this.batches.push(beats);
    return Promise.resolve();
  }

  loadAll = () => Promise.resolve([]);
  loadSome = () => Promise.resolve([]);
  loadPart = () => Promise.resolve([]);
  follow = () => undefined;
  forget = () => Promise.resolve();
}

const beat = (workerId: string, at = 0): StoredBeat => ({
  workerId,
  at,
  convergingSince: null,
  toldRevision: 0,
  body: '{}',
});

let store: RecordingStore;
let writeBehind: WriteBehind;

beforeEach(() => {
  jest.useFakeTimers();
  store = new RecordingStore();
  writeBehind = new WriteBehind(store, new StoppedClock());
});

afterEach(() => {
  jest.useRealTimers();
});

describe('writing beats behind', () => {
  it('writes what came within 50 ms together', async () => {
    writeBehind.add(beat('a'));
    writeBehind.add(beat('b'));
    await jest.advanceTimersByTimeAsync(50);
    expect(store.batches.map((batch) => batch.map(({ workerId }) => workerId))).toEqual([['a', 'b']]);
  });

  it('writes a worker once that beat twice meanwhile, as it was last', async () => {
    writeBehind.add(beat('a', 1));
    writeBehind.add(beat('a', 2));
    await jest.advanceTimersByTimeAsync(50);
    expect(store.batches.flat()).toEqual([beat('a', 2)]);
  });

  it('keeps what Redis did not take and writes it later, never an older beat over a newer', async () => {
    store.failing = true;
    writeBehind.add(beat('a', 1));
    writeBehind.add(beat('b', 1));
    await jest.advanceTimersByTimeAsync(50);
    expect(writeBehind.backlog).toBe(2);
    writeBehind.add(beat('a', 2));
    store.failing = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(store.batches.flat()).toEqual(expect.arrayContaining([beat('a', 2), beat('b', 1)]));
    expect(store.batches.flat()).toHaveLength(2);
    expect(writeBehind.backlog).toBe(0);
  });

  it('writes what waits before it stops', async () => {
    writeBehind.add(beat('a'));
    await writeBehind.stop();
    expect(store.batches.flat()).toEqual([beat('a')]);
  });

  it('cuts a large backlog into batches that do not hold Redis up', async () => {
    for (let index = 0; index < 2_500; index += 1) writeBehind.add(beat(`w${index}`));
    await jest.advanceTimersByTimeAsync(50);
    expect(store.batches.map((batch) => batch.length)).toEqual([1_000, 1_000, 500]);
  });
});
