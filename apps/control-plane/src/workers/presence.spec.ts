import { presenceOf } from './presence.js';

const limits = { heartbeatTtlMs: 60_000, heartbeatGraceMs: 120_000 };

describe('presence', () => {
  it.each([
    [59_999, 'live'],
    [60_000, 'late'],
    [120_000, 'late'],
    [120_001, 'silent'],
  ])('%d ms after the last beat is %s', (age, presence) => {
    expect(presenceOf(0, limits, age)).toBe(presence);
  });

  it('never ends when beats never expire', () => {
    expect(presenceOf(0, { ...limits, heartbeatTtlMs: Infinity }, Number.MAX_SAFE_INTEGER)).toBe('live');
  });
});
