import { UuidV7 } from './uuid-v7.js';

describe('UUIDs of version 7', () => {
  it('begin with their time', () => {
    expect(new UuidV7().next(0x0195562e93c1)).toMatch(/^0195562e-93c1-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('grow, also within a millisecond and when the clock goes back', () => {
    const ids = new UuidV7();
    const made = Array.from({ length: 10_000 }, (_, at) => ids.next(1_000 - (at % 3)));
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});
