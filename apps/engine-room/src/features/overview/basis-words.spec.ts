import { basisWords } from './basis-words';

describe('basisWords', () => {
  it.each([
    [{ basis: 'window', window_seconds: 600, sample: 18_234, weighted_by: 'volume' }, 'last 10 min, 18,234 probes'],
    [{ basis: 'window', window_seconds: 7_200, sample: 1, weighted_by: 'volume' }, 'last 2 h, 1 probe'],
    [
      { basis: 'cumulative', window_seconds: 600, sample: null, weighted_by: 'workers' },
      'since worker start, each worker counts the same',
    ],
    [{ basis: 'none', window_seconds: 600, sample: null, weighted_by: 'none' }, '–'],
  ] as const)('%j', (row, words) => {
    expect(basisWords(row)).toBe(words);
  });
});
