import { worker } from '../testing/builders.js';
import { type CounterSample, extendWindow } from '../workers/counter-window.js';
import { fleetTotals } from './fleet-totals.js';

const sample = (at: number, probed: number, tempfailed: number): CounterSample => ({
  at,
  processed: probed,
  probed,
  hasRates: true,
  errors: 0,
  tempfailed,
  rejected: 0,
  unknown: 0,
});

function working(id: string, probed: number, tempfailed: number) {
  return worker({
    report: { worker_id: id },
    record: { window: extendWindow(extendWindow(null, sample(0, 0, 0)), sample(10_000, probed, tempfailed)) },
  });
}

describe('the fleet in numbers', () => {
  it('weighs rates by how much each worker did', () => {
    const totals = fleetTotals([working('a', 900, 0), working('b', 100, 100)], [], 0);
    expect(totals).toMatchObject({ tempfail_rate: 0.1, emails_per_second: 100 });
  });

  it('does not say zero when it does not know', () => {
    expect(fleetTotals([worker()], [], 0)).toMatchObject({ emails_per_second: null, tempfail_rate: null });
  });

  it('leaves out the rates of workers that are no longer heard, and still counts them', () => {
    const silent = { ...working('b', 100, 100), presence: 'silent' as const };
    expect(fleetTotals([working('a', 100, 0), silent], [], 0)).toMatchObject({
      tempfail_rate: 0,
      workers_known: 2,
      workers_live: 1,
      workers_silent: 1,
    });
  });
});
