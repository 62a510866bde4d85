import type { Verification } from '@app/contracts';
import { ENDS_WITHIN_MS, asOf, isRunning } from './stored-verification.js';

const STARTED = Date.parse('2026-03-02T08:00:00Z');
const TOO_LATE = STARTED + ENDS_WITHIN_MS;

const verification = (finished_at: string | null): Verification => ({
  server_id: 17,
  bundle_uuid: null,
  trigger: 'button',
  actor: 'alice',
  started_at: '2026-03-02T08:00:00Z',
  finished_at,
  checks: [],
  result: finished_at === null ? null : 'pass',
});
const begun = verification(null);
const ended = verification('2026-03-02T08:00:09Z');

describe('a verification', () => {
  it('runs until it has ended', () => {
    expect([isRunning(begun, STARTED), isRunning(ended, STARTED)]).toEqual([true, false]);
  });

  it('does not run for ever: the process that began it may have ended before it did', () => {
    expect([isRunning(begun, TOO_LATE - 1), isRunning(begun, TOO_LATE)]).toEqual([true, false]);
  });

  it('is shown while it runs and when it has ended, however long ago, and not when nobody will ever end it', () => {
    const shown = (one: Verification, now: number) => asOf({ verification: one, revision: 1 }, now);
    expect(shown(begun, TOO_LATE - 1)).toBe(begun);
    expect(shown(ended, TOO_LATE)).toBe(ended);
    expect(shown(begun, TOO_LATE)).toBeNull();
    expect(asOf(undefined, STARTED)).toBeNull();
  });
});
