import type { ProviderRow } from '@app/contracts';
import type { WorkSums } from '../measure/work-ledger.js';
import { providerRow, rowSources, work } from '../testing/provider-builders.js';
import { driftRow } from './drift-row.js';

const { thresholds } = rowSources();

/** So many minutes of 100 probes with so many of them unknown; minutes differ a little, as real ones do. */
function minutes(count: number, unknown: number): WorkSums[] {
  return Array.from({ length: count }, (_, minute) =>
    work({ probed: 100, unknown: unknown + (minute % 3) - 1, tempfailed: 5 }),
  );
}

function drift(row: Partial<ProviderRow>, window: readonly WorkSums[], before: readonly WorkSums[]) {
  return driftRow(providerRow(row), { window, before, thresholds, material: 0.05 });
}

describe('the drift of a provider’s figures', () => {
  it('is against what was measured before the window', () => {
    const row = drift({ unknown_rate: 0.3, status: 'warning' }, minutes(9, 30), minutes(60, 10));
    expect(row).toMatchObject({
      unknown_baseline: 0.1,
      unknown_delta: 0.2,
      tempfail_baseline: 0.05,
      baseline_sample: 6_000,
      baseline_basis: 'history',
      drift_recommendation: 'set_cautious',
    });
  });

  it('is against the configured warn rates while there is no history, and then only the status counts', () => {
    const few = minutes(2, 10);
    expect(drift({ unknown_rate: 0.3 }, minutes(9, 30), few)).toMatchObject({
      unknown_baseline: thresholds.unknown.warn,
      tempfail_baseline: thresholds.tempfail.warn,
      baseline_basis: 'threshold',
      baseline_sample: null,
      drift_recommendation: 'stable',
      why: { baseline_basis: 'Only 200 probes were counted before the window, fewer than 300' },
    });
    expect(drift({ status: 'critical' }, minutes(9, 60), few).drift_recommendation).toBe('rollback_candidate');
  });

  it('calls for a rollback when a critical state is new, and for care when it is as it was', () => {
    const critical = { status: 'critical', unknown_rate: 0.4 } as const;
    expect(drift(critical, minutes(9, 40), minutes(60, 10)).drift_recommendation).toBe('rollback_candidate');
    expect(drift(critical, minutes(9, 40), minutes(60, 40)).drift_recommendation).toBe('set_cautious');
  });

  it('calls for care when a healthy provider became worse, and not for what is small or may be chance', () => {
    expect(drift({}, minutes(9, 20), minutes(60, 10)).drift_recommendation).toBe('set_cautious');
    expect(drift({}, minutes(9, 13), minutes(60, 10)).drift_recommendation).toBe('stable');
    const uneven = [10, 80, 5, 5, 5].map((unknown) => work({ probed: 100, unknown }));
    expect(drift({}, uneven, minutes(60, 10)).drift_recommendation).toBe('stable');
  });

  it('is none without figures, and not told from means over workers', () => {
    const none = { status: 'no_data', basis: 'none', unknown_rate: null, tempfail_rate: null } as const;
    expect(drift(none, [], minutes(60, 10))).toMatchObject({
      drift_recommendation: null,
      unknown_delta: null,
      baseline_basis: 'threshold',
    });
    const means = drift({ basis: 'cumulative', sample: null, status: 'warning' }, [], minutes(60, 10));
    expect(means).toMatchObject({ baseline_basis: 'threshold', drift_recommendation: 'set_cautious' });
  });
});
