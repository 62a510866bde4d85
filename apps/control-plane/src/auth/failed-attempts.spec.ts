import { AttemptLedger } from './attempt-ledger.js';
import {
  type AttemptWindow,
  FAILURES_PER_WINDOW,
  WINDOW_MS,
  noteFailure,
  refusedForMs,
  sourceOf,
} from './failed-attempts.js';

function failing(times: number, now: number): AttemptWindow {
  let window = noteFailure(undefined, now);
  for (let i = 1; i < times; i++) window = noteFailure(window, now);
  return window;
}

describe('failed attempts', () => {
  it('bears twenty in a minute and turns the next ones away until the minute is over', () => {
    const twenty = failing(FAILURES_PER_WINDOW, 1_000);
    expect(refusedForMs(twenty, 1_000)).toBe(0);
    const more = noteFailure(twenty, 11_000);
    expect([refusedForMs(more, 11_000), refusedForMs(more, 60_999), refusedForMs(more, 61_000)]).toEqual([
      50_000, 1, 0,
    ]);
  });

  it('begins anew after the window', () => {
    expect(noteFailure(failing(100, 0), WINDOW_MS)).toEqual({ startedAt: WINDOW_MS, failures: 1 });
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
    ['unknown', 'unknown'],
  ])('counts %s as %s', (address, source) => expect(sourceOf(address)).toBe(source));
});

describe('AttemptLedger', () => {
  it('tells the first refusal of a window from the following ones', () => {
    const ledger = new AttemptLedger();
    for (let i = 0; i < FAILURES_PER_WINDOW; i++) expect(ledger.note('192.0.2.7', 0).refusedForMs).toBe(0);
    expect([ledger.note('192.0.2.7', 0), ledger.note('192.0.2.7', 0)].map(({ first }) => first)).toEqual([true, false]);
    expect(ledger.note('192.0.2.8', 0).refusedForMs).toBe(0);
  });

  it('forgets whoever was silent longest rather than growing', () => {
    const ledger = new AttemptLedger(2);
    const refusals = ['a', 'b', 'a', 'c', 'a'].map((address) => ledger.note(address, 0));
    expect([ledger.size, refusals.length]).toEqual([2, 5]);
    for (let i = 0; i < FAILURES_PER_WINDOW - 3; i++) ledger.note('a', 0); // `a` was kept: its twentieth is still let through
    expect([ledger.note('a', 0).first, ledger.note('b', 0).refusedForMs]).toEqual([true, 0]);
  });
});
