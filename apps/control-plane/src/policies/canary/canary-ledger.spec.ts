import { CanaryLedger } from './canary-ledger.js';
import { MOST_SLICES } from './canary-slices.js';
import { canaryStep, workDelta } from './testing/canary-builders.js';

function watching(): CanaryLedger {
  const ledger = new CanaryLedger();
  ledger.follow(canaryStep(), 0);
  return ledger;
}

describe('what both sides of a canary did', () => {
  it('counts for who says that it runs the candidate, or the stable version, and for nobody else', () => {
    const ledger = watching();
    ledger.record([
      workDelta({ workerId: '1', version: 'next' }),
      workDelta({ workerId: '2', version: 'former' }),
      workDelta({ workerId: '3', version: 'ancient' }),
      workDelta({ workerId: '4', version: null }),
    ]);
    expect([[...(ledger.figures?.cohort.keys() ?? [])], [...(ledger.figures?.rest.keys() ?? [])]]).toEqual([
      ['1'],
      ['2'],
    ]);
  });

  it('takes workers without a version for the rest when nothing was rolled out before', () => {
    const ledger = new CanaryLedger();
    ledger.follow(canaryStep({ stable: null }), 0);
    ledger.record([workDelta({ workerId: '4', version: null })]);
    expect([...(ledger.figures?.rest.keys() ?? [])]).toEqual(['4']);
  });

  it('adds up, begins anew with another step, and goes on with the same', () => {
    const ledger = watching();
    ledger.record([workDelta(), workDelta({ at: 2_000 })]);
    ledger.follow(canaryStep(), 5_000);
    expect(ledger.figures?.cohort.get('1')?.gmail).toMatchObject({ probed: 200, unknown: 40, policyProbed: 0 });
    ledger.follow(canaryStep({ key: 'next 50 8', percent: 50 }), 6_000);
    ledger.record([workDelta({ at: 5_999 })]); // done before the step
    expect([ledger.figures?.since, ledger.figures?.cohort.size]).toEqual([6_000, 0]);
    ledger.follow(null, 7_000);
    expect(ledger.figures).toBeNull();
  });

  it('forgets one provider alone', () => {
    const ledger = watching();
    ledger.record([workDelta(), workDelta({ provider: 'yahoo' })]);
    ledger.beginAnew('gmail', 3_000);
    ledger.record([workDelta({ at: 2_500 }), workDelta({ at: 3_500, probed: 7 })]);
    const work = ledger.figures?.cohort.get('1');
    expect([work?.gmail?.probed, work?.yahoo?.probed]).toEqual([7, 100]);
  });

  it('counts the new probes of a window on the side that has fewer', () => {
    const ledger = watching();
    ledger.record([workDelta(), workDelta({ version: 'former', probed: 30 })]);
    expect(ledger.newInWindow).toBe(30);
    ledger.beginWindow(1);
    expect(ledger.newInWindow).toBe(0);
  });

  it('keeps at most so many slices, and loses nothing of them', () => {
    const ledger = watching();
    for (let second = 1; second <= 4 * 3_600; second += 7)
      ledger.record([workDelta({ at: second * 1_000, probed: 1 })]);
    const slices = ledger.figures?.slices.slices ?? [];
    expect(slices.length).toBeLessThanOrEqual(MOST_SLICES);
    expect(slices.length).toBeGreaterThan(MOST_SLICES / 4);
    const probed = slices.reduce((sum, { cohort }) => sum + (cohort.gmail?.probed ?? 0), 0);
    expect(probed).toBe(ledger.figures?.cohort.get('1')?.gmail?.probed);
  });

  it('learns before the canary what is usual for a worker, and unlearns it when everybody runs something else', () => {
    const ledger = new CanaryLedger();
    const before = (workerId: string, unknown: number) =>
      workDelta({ workerId, version: 'former', probed: 3_000, unknown });
    ledger.record([before('1', 900), before('2', 300)]);
    ledger.follow(canaryStep(), 2_000);
    const shifts = ledger.figures?.habits.unknown_rate;
    expect(shifts?.get('1')?.[1]).toBeCloseTo(0.1 / 1.1, 10); // ten points more than everybody, less what is chance
    expect(shifts?.get('2')?.[1]).toBeCloseTo(-0.1 / 1.1, 10);
    ledger.follow(null, 3_000);
    ledger.follow(canaryStep({ key: 'later' }), 4_000);
    expect(ledger.figures?.habits.unknown_rate.size).toBe(0);
  });
});
