import { PollMemory } from './poll-memory.js';

describe('how workers poll', () => {
  it('is by their pool until one names itself', () => {
    const memory = new PollMemory();
    expect(memory.keyedBy('w1', 'edge')).toBe('pool');
    memory.noted('', 'edge', 0);
    memory.noted('w1', 'edge', 0);
    expect([memory.keyedBy('w1', 'edge'), memory.keyedBy('w2', 'edge')]).toEqual(['worker', 'pool']);
  });

  it('is by its name though others of its pool do not name themselves', () => {
    const memory = new PollMemory();
    memory.noted('w1', 'edge', 0);
    memory.noted('', 'edge', 600_000);
    expect(memory.keyedBy('w1', 'edge')).toBe('worker');
  });

  it('is by the pool again when the name was not heard for two periods while the pool was', () => {
    const memory = new PollMemory();
    memory.noted('w1', 'edge', 0);
    memory.noted('', 'edge', 600_001);
    expect(memory.keyedBy('w1', 'edge')).toBe('pool');
  });

  it('forgets the oldest names first, so that nobody can fill the memory', () => {
    const memory = new PollMemory();
    for (let n = 0; n <= 100_000; n += 1) memory.noted(`w${n}`, 'edge', n);
    expect([memory.keyedBy('w0', 'edge'), memory.keyedBy('w1', 'edge')]).toEqual(['pool', 'worker']);
  });
});
