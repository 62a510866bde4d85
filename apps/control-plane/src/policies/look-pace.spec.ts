import { Failure } from '../common/failure.js';
import { LookPace } from './look-pace.js';

describe('looks at payloads', () => {
  const clock = { now: () => now };
  let now = 0;
  let calls = 0;
  const call = () => Promise.resolve((calls += 1));

  beforeEach(() => {
    now = 1_000_000;
    calls = 0;
  });

  it('are refused beyond a number a minute, whatever versions are asked for, and allowed again after it', async () => {
    const pace = new LookPace(clock);
    const looks = Array.from({ length: 200 }, (_, place) => pace.look(`no-${place}`, call));
    const refused = (await Promise.allSettled(looks)).filter(({ status }) => status === 'rejected');
    expect([calls, refused.length]).toEqual([20, 180]);
    await expect(pace.look('another', call)).rejects.toMatchObject({
      code: 'laravel_unavailable',
      message: expect.stringContaining('20 times'),
    });
    now += 60_000;
    await expect(pace.look('another', call)).resolves.toBe(21);
  });

  it('at what was just fetched are free, but not at what could not be fetched', async () => {
    const pace = new LookPace(clock);
    for (let look = 0; look < 100; look += 1) await pace.look('v1', call);
    expect(calls).toBe(100); // each is answered from what is remembered below
    const failing = () => Promise.reject(new Error('away'));
    for (let look = 0; look < 19; look += 1) await expect(pace.look('v2', failing)).rejects.toThrow('away');
    await expect(pace.look('v2', failing)).rejects.toBeInstanceOf(Failure);
  });
});
