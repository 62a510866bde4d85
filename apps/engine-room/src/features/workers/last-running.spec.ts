import { worker } from '../../testing/fleet-builder';
import { poolsLeftWithout } from './last-running';

const a1 = worker({ worker_id: 'a1', pool: 'a' });
const a2 = worker({ worker_id: 'a2', pool: 'a' });
const b1 = worker({ worker_id: 'b1', pool: 'b' });

describe('poolsLeftWithout', () => {
  it('names the pools whose last running worker would stop', () => {
    expect(poolsLeftWithout([a1], [a1, a2, b1])).toEqual([]);
    expect(poolsLeftWithout([b1, a1], [a1, a2, b1])).toEqual(['b']);
    expect(poolsLeftWithout([b1, a1, a2], [a1, a2, b1])).toEqual(['a', 'b']);
  });

  it('does not count on workers that are silent, or told something else', () => {
    const silent = { ...a2, presence: 'silent' } as const;
    const paused = { ...a2, desired_state: 'paused' } as const;
    expect(poolsLeftWithout([a1], [a1, silent])).toEqual(['a']);
    expect(poolsLeftWithout([a1], [a1, paused])).toEqual(['a']);
  });

  it('does not warn of stopping what does not work anyway', () => {
    expect(poolsLeftWithout([{ ...a1, status: 'paused' }], [a1])).toEqual([]);
  });
});
