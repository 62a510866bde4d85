import { wireTime, wireTimeOrNull } from './wire-time.js';

describe('wireTime', () => {
  it('has whole seconds in UTC, cut off and not rounded', () => {
    expect(wireTime(Date.UTC(2026, 1, 24, 9, 0, 22, 999))).toBe('2026-02-24T09:00:22Z');
  });

  it('leaves out what is not there', () =>
    expect([wireTimeOrNull(null), wireTimeOrNull(0)]).toEqual([null, '1970-01-01T00:00:00Z']));
});
