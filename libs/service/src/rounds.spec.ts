import { Logger } from '@nestjs/common';
import { jest } from '@jest/globals';
import { Rounds } from './rounds.js';

/** Rounds of a second that wait until they are let go on. */
function heldRounds() {
  const begun: (() => void)[] = [];
  const rounds = new Rounds('test', 1_000, () => new Promise((end) => begun.push(end)));
  return { rounds, begun };
}

describe('Rounds', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('begin after one interval, or at once', async () => {
    const [later, now] = [heldRounds(), heldRounds()];
    later.rounds.start();
    now.rounds.startNow();
    expect([later.begun.length, now.begun.length]).toEqual([0, 1]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(later.begun).toHaveLength(1);
  });

  it('come one at a time, however long one takes', async () => {
    const { rounds, begun } = heldRounds();
    rounds.start();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(begun).toHaveLength(1);
    begun[0]?.();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(begun).toHaveLength(2);
  });

  it('stop when the one under way has ended, and not before', async () => {
    const { rounds, begun } = heldRounds();
    rounds.startNow();
    let isStopped = false;
    const stopping = rounds.stop().then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(isStopped).toBe(false);
    begun[0]?.();
    await stopping;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(begun).toHaveLength(1);
  });

  it('go on after one that failed, and say so', async () => {
    const said = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const round = jest.fn(() => Promise.reject(new Error('no room')));
    const rounds = new Rounds('tidying', 1_000, round);
    rounds.startNow();
    await jest.advanceTimersByTimeAsync(1_000);
    await rounds.stop();
    expect(round).toHaveBeenCalledTimes(2);
    expect(said).toHaveBeenCalledWith({ msg: 'round failed', round: 'tidying', problem: 'Error: no room' });
    said.mockRestore();
  });
});
