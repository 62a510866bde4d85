import { KeptList } from './kept-list.js';
import { LaravelError } from './laravel-error.js';

const CONTEXT = { requestId: 'r' };
const away = new LaravelError('away', { kind: 'unreachable', requestId: 'r' });

/** A list whose readings the test ends itself, and a clock it moves. */
function makeList() {
  const readings: { resolve: (value: string) => void; reject: (error: unknown) => void }[] = [];
  const clock = { now: 0 };
  const list = new KeptList<string>(
    () => new Promise((resolve, reject) => void readings.push({ resolve, reject })),
    () => clock.now,
  );
  return { list, readings, clock };
}

async function withCopy() {
  const made = makeList();
  const first = made.list.read(CONTEXT, { maxAgeMs: 1_000 });
  made.readings[0]?.resolve('one');
  await first;
  return made;
}

describe('KeptList', () => {
  it('asks once for all who wait', async () => {
    const { list, readings } = makeList();
    const all = Promise.all([1, 2, 3].map(() => list.read(CONTEXT, { maxAgeMs: 1_000 })));
    readings[0]?.resolve('one');
    expect(await all).toEqual(Array(3).fill({ value: 'one', fetchedAt: 0, problem: null }));
    expect(readings).toHaveLength(1);
  });

  it('asks nobody while the copy is young enough', async () => {
    const { list, readings, clock } = await withCopy();
    clock.now = 999;
    expect(await list.read(CONTEXT, { maxAgeMs: 1_000 })).toMatchObject({ value: 'one', problem: null });
    expect(readings).toHaveLength(1);
    clock.now = 1_000;
    const next = list.read(CONTEXT, { maxAgeMs: 1_000 });
    readings[1]?.resolve('two');
    expect(await next).toEqual({ value: 'two', fetchedAt: 1_000, problem: null });
  });

  it('gives the old copy with what is wrong when Laravel is away', async () => {
    const { list, readings, clock } = await withCopy();
    clock.now = 60_000;
    const next = list.read(CONTEXT, { maxAgeMs: 1_000 });
    readings[1]?.reject(away);
    expect(await next).toEqual({ value: 'one', fetchedAt: 0, problem: away });
    expect(list.known).toEqual({ value: 'one', fetchedAt: 0, problem: away });
  });

  it('throws when there is no copy, and asks again next time', async () => {
    const { list, readings } = makeList();
    const first = list.read(CONTEXT, { maxAgeMs: 1_000 });
    readings[0]?.reject(away);
    await expect(first).rejects.toBe(away);
    expect(list.known).toBeNull();
    const second = list.read(CONTEXT, { maxAgeMs: 1_000 });
    readings[1]?.resolve('one');
    expect(await second).toMatchObject({ value: 'one', problem: null });
  });

  it('does not keep people waiting; what comes later renews the copy', async () => {
    const { list, readings, clock } = await withCopy();
    clock.now = 60_000;
    const startedAt = performance.now();
    expect(await list.read(CONTEXT, { maxAgeMs: 1_000 })).toMatchObject({
      value: 'one',
      problem: { kind: 'timed_out' },
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    readings[1]?.resolve('two');
    await new Promise((resolve) => setImmediate(resolve));
    expect(list.known).toEqual({ value: 'two', fetchedAt: 60_000, problem: null });
    expect(readings).toHaveLength(2);
  });

  it('asks again after a change, also when somebody was asking before it', async () => {
    const { list, readings } = await withCopy();
    list.forget();
    const early = list.read(CONTEXT, { maxAgeMs: 1_000 });
    list.forget();
    const late = list.read(CONTEXT, { maxAgeMs: 1_000 });
    expect(readings).toHaveLength(3);
    readings[2]?.resolve('after');
    expect(await late).toMatchObject({ value: 'after' });
    readings[1]?.resolve('before');
    expect(await early).toMatchObject({ value: 'before' });
    expect(list.known?.value).toBe('after');
    expect(await list.read(CONTEXT, { maxAgeMs: 1_000 })).toMatchObject({ value: 'after' });
  });

  it('keeps the copy after a change for when Laravel is away', async () => {
    const { list, readings } = await withCopy();
    list.forget();
    const next = list.read(CONTEXT, { maxAgeMs: 1_000 });
    readings[1]?.reject(away);
    expect(await next).toEqual({ value: 'one', fetchedAt: 0, problem: away });
  });

  it('does not take a defect for a Laravel that is away', async () => {
    const { list, readings, clock } = await withCopy();
    clock.now = 60_000;
    const next = list.read(CONTEXT, { maxAgeMs: 1_000 });
    readings[1]?.reject(new TypeError('ours'));
    await expect(next).rejects.toThrow('ours');
  });
});
