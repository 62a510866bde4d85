import fc from 'fast-check';
import { estimated } from './wilson.js';

describe('a share and its interval', () => {
  it('is none without a sample', () => {
    expect(estimated(0, 0)).toBeNull();
  });

  it('agrees with figures worked out by hand', () => {
    expect(estimated(10, 100)).toEqual({ value: 0.1, low: 0.055229, high: 0.174366, sample: 100 });
    expect(estimated(0, 10)).toEqual({ value: 0, low: 0, high: 0.277533, sample: 10 });
  });

  it('always holds the share, within 0 and 1', () => {
    const counts = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)));
    fc.assert(
      fc.property(counts, ([part, whole]) => {
        const { value = NaN, low = NaN, high = NaN } = estimated(part, whole) ?? {};
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true);
      }),
    );
  });
});
