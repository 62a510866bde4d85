import { Throttle } from './throttle.js';

describe('a throttle', () => {
  it('lets as many calls through as its limit, a minute from the first', () => {
    const throttle = new Throttle(2);
    expect(throttle.take('a', 1_000)).toMatchObject({ allowed: true, limit: 2, remaining: 1 });
    expect(throttle.take('a', 30_000)).toMatchObject({ allowed: true, remaining: 0 });
    expect(throttle.take('a', 41_500)).toEqual({
      allowed: false,
      limit: 2,
      remaining: 0,
      retryAfterSeconds: 20,
      resetsAt: 61,
    });
    expect(throttle.take('a', 61_000)).toMatchObject({ allowed: true, remaining: 1 });
  });

  it('counts each caller on its own', () => {
    const throttle = new Throttle(1);
    throttle.take('a', 0);
    expect(throttle.take('b', 0).allowed).toBe(true);
  });
});
