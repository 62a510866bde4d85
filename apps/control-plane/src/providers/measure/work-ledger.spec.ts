import type { WorkDelta } from './work-feed.js';
import { HISTORY_MS, WorkLedger } from './work-ledger.js';

const MINUTE = 60_000;

function delta(overrides: Partial<WorkDelta>): WorkDelta {
  return {
    workerId: 'w1',
    pool: 'edge-eu',
    version: null,
    provider: 'gmail',
    at: 0,
    probed: 10,
    tempfailed: 2,
    rejected: 1,
    unknown: 3,
    policyBlocked: null,
    ...overrides,
  };
}

describe('the ledger of work', () => {
  it('adds up what was done with a provider, from the minute of the instant on', () => {
    const ledger = new WorkLedger();
    ledger.add([
      delta({ at: 0 }),
      delta({ at: 90_000 }),
      delta({ at: 119_999 }),
      delta({ provider: 'yahoo', at: MINUTE }),
    ]);
    expect(ledger.sums('gmail', 0)).toMatchObject({ probed: 30, tempfailed: 6, rejected: 3, unknown: 9 });
    expect(ledger.sums('gmail', 100_000)).toMatchObject({ probed: 20 });
    expect(ledger.sums('gmail', 0, 100_000)).toMatchObject({ probed: 10 });
    expect(ledger.minuteSums('gmail', 0).map(({ probed }) => probed)).toEqual([10, 20]);
    expect(ledger.sums('microsoft', 0)).toMatchObject({ probed: 0 });
  });

  it('counts as a sample of what was blocked only who reports it', () => {
    const ledger = new WorkLedger();
    ledger.add([delta({}), delta({ policyBlocked: 4 })]);
    expect(ledger.sums('gmail', 0)).toMatchObject({ probed: 20, policyBlocked: 4, blockedOf: 10 });
  });

  it('remembers a day', () => {
    const ledger = new WorkLedger();
    expect(ledger.since).toBeNull();
    ledger.add([delta({ at: MINUTE + 1 })]);
    expect(ledger.since).toBe(MINUTE);
    ledger.add([delta({ at: HISTORY_MS + 2 * MINUTE })]);
    expect(ledger.sums('gmail', 0)).toMatchObject({ probed: 10 });
    expect(ledger.since).toBe(HISTORY_MS + 2 * MINUTE);
  });
});
