import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { RefusalTally } from './refusal-tally.js';

describe('the tally of refusals', () => {
  let lines: unknown[];
  let refusals: RefusalTally;
  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    const note = (line: unknown) => lines.push(line);
    Logger.overrideLogger({ log: note, error: note, warn: note });
    refusals = new RefusalTally();
  });
  afterEach(() => {
    jest.useRealTimers();
    Logger.overrideLogger(false);
  });

  const line = (count: number, statuses: object) => ({ msg: 'requests of nobody known refused', count, statuses });

  it('tells of all that came within a minute in one line', () => {
    for (let i = 0; i < 1_000; i += 1) refusals.note(401);
    refusals.note(429);
    refusals.note(null);
    jest.advanceTimersByTime(59_999);
    expect(lines).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(lines).toEqual([line(1_002, { '401': 1_000, '429': 1, unanswered: 1 })]);
  });

  it('begins anew after that, and says nothing when nothing came', () => {
    refusals.note(401);
    jest.advanceTimersByTime(300_000);
    refusals.note(404);
    jest.advanceTimersByTime(60_000);
    expect(lines).toEqual([line(1, { '401': 1 }), line(1, { '404': 1 })]);
  });

  it('tells at the end what it still has, and leaves no timer behind', () => {
    refusals.note(401);
    refusals.tell();
    refusals.tell();
    expect(lines).toEqual([line(1, { '401': 1 })]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
