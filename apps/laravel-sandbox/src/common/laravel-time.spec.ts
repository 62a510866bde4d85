import { laravelTime, offsetTime } from './laravel-time.js';

describe('times on the wire', () => {
  it('are UTC to the second', () => {
    expect(laravelTime(Date.parse('2026-03-02T08:14:05.987Z'))).toBe('2026-03-02T08:14:05.000000Z');
    expect(offsetTime(Date.parse('2026-03-02T08:14:05.987Z'))).toBe('2026-03-02T08:14:05+00:00');
    expect(laravelTime(null)).toBeNull();
  });
});
