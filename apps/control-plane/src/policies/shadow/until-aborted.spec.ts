import { setTimeout as wait } from 'node:timers/promises';
import { untilAborted } from './until-aborted.js';

async function* numbers(until: number, thenForEver: boolean): AsyncIterable<number> {
  for (let number = 1; number <= until; number += 1) yield number;
  if (thenForEver) await new Promise(() => undefined);
}

async function taken(items: AsyncIterable<number>): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const item of items) found.push(item);
  return found;
}

it('gives every item', async () => {
  const { signal } = new AbortController();
  expect(await taken(untilAborted(numbers(3, false), signal))).toEqual([1, 2, 3]);
});

it('does not wait for an item that does not come', async () => {
  const abort = new AbortController();
  const all = taken(untilAborted(numbers(3, true), abort.signal));
  await wait(5);
  abort.abort(new Error('enough'));
  await expect(all).rejects.toThrow('enough');
});

it('begins nothing when it is too late', async () => {
  await expect(taken(untilAborted(numbers(3, false), AbortSignal.abort(new Error('enough'))))).rejects.toThrow(
    'enough',
  );
});

it('ends what gives the items when nobody wants more of them', async () => {
  let isOver = false;
  async function* endless(): AsyncIterable<number> {
    try {
      for (;;) yield 1;
    } finally {
      isOver = true;
    }
  }
  for await (const one of untilAborted(endless(), new AbortController().signal)) if (one === 1) break;
  await wait(1);
  expect(isOver).toBe(true);
});

it('fails when they do', async () => {
  async function* broken(): AsyncIterable<number> {
    yield 1;
    throw new Error('Laravel is away');
  }
  await expect(taken(untilAborted(broken(), new AbortController().signal))).rejects.toThrow('Laravel is away');
});
