import type { Redis } from 'ioredis';
import { JournalFollower } from './journal-follower.js';

interface Line {
  readonly kind: string;
}

/** A stream of so many entries, of which every tenth is small; and what was asked of it. */
function streamOf(length: number) {
  const asked: number[] = [];
  const stored = Array.from({ length }, (_, place) => {
    const entry = { kind: place % 10 === 0 ? 'small' : 'large' };
    return [`${place + 1}-0`, ['entry', JSON.stringify(entry), 'lineage', '["a"]']] as const;
  }).reverse();
  const xrevrange = (_key: string, from: string, _to: string, _word: string, count: number) => {
    asked.push(count);
    const below = from === '+' ? Infinity : Number.parseInt(from.slice(1), 10);
    return Promise.resolve(stored.filter(([id]) => Number.parseInt(id, 10) < below).slice(0, count));
  };
  const redis = { xrevrange } as unknown as Redis; // all that is asked here
  const listener = { synchronise: () => Promise.resolve(), recorded: () => undefined, interrupted: () => undefined };
  return { asked, follower: new JournalFollower<Line>(redis, 'journal', listener) };
}

describe('the newest entries of a journal', () => {
  it('are read a few at a time, and only those that are wanted are kept, oldest first', async () => {
    const { asked, follower } = streamOf(1_000);
    const found = await follower.newest(250, ({ kind }) => kind === 'small');
    expect(asked).toEqual([100, 100, 50]);
    expect(found.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, place) => `${751 + 10 * place}-0`));
  });

  it.each([0, 1, 100, 101, 250])('are all of %d when there are no more', async (length) => {
    const { follower } = streamOf(length);
    expect(await follower.newest(2_000)).toHaveLength(length);
  });
});
