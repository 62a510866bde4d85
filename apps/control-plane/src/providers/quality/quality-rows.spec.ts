import { providerRow, work } from '../testing/provider-builders.js';
import { type TraceFacts, calibrationRow, qualityRow } from './quality-rows.js';
import type { TraceFigures } from './trace-figures.js';

const nothing = { part: 0, whole: 0 };

function traces(figures: Partial<TraceFigures> = {}, problem: string | null = null): TraceFacts {
  const upheld = { low: nothing, medium: nothing, high: nothing };
  return { figures: { traces: 0, recovered: nothing, wasted: nothing, upheld, ...figures }, problem };
}

describe('the quality of a provider’s decisions', () => {
  it('has recovery and waste from traces, with their intervals, and says that they are bounds', () => {
    const told = traces({ traces: 100, recovered: { part: 10, whole: 100 }, wasted: { part: 30, whole: 40 } });
    expect(qualityRow(providerRow(), told)).toMatchObject({
      tempfail_recovery_pct: 10,
      recovery: { value: 0.1, low: 0.055229, high: 0.174366, sample: 100 },
      retry_waste_pct: 75,
      why: {
        tempfail_recovery_pct: 'A lower bound: accepted addresses leave no trace',
        retry_waste_pct: 'An upper bound: accepted addresses leave no trace',
      },
    });
  });

  it('says why they cannot be measured, and does not take another figure for them', () => {
    const away = traces({}, 'Laravel cannot be reached');
    expect(qualityRow(providerRow({ unknown_rate: 0.3 }), away)).toMatchObject({
      tempfail_recovery_pct: null,
      recovery: null,
      retry_waste_pct: null,
      waste: null,
      why: { tempfail_recovery_pct: 'There are no decision traces: Laravel cannot be reached' },
    });
    expect(qualityRow(providerRow(), traces({ traces: 7 })).why['retry_waste_pct']).toBe(
      'No recorded address was tried more than once, of 7 that were tried with this provider',
    );
  });
});

describe('the calibration of a provider’s figures', () => {
  it('gives the unknown share with its interval, from counted probes alone', () => {
    const counted = calibrationRow(providerRow({ unknown_rate: 0.1 }), work({ probed: 100, unknown: 10 }), traces());
    expect(counted.unknown).toEqual({ value: 0.1, low: 0.055229, high: 0.174366, sample: 100 });
    const reported = providerRow({ basis: 'cumulative', sample: null, unknown_rate: 0.1 });
    expect(calibrationRow(reported, work({ probed: 5, unknown: 1 }), traces())).toMatchObject({
      unknown: null,
      unknown_rate: 0.1,
      why: { unknown: 'An interval needs counted probes; see status' },
    });
  });

  it.each([
    ['none', { basis: 'none', sample: 0, workers: 0 }],
    ['low', { basis: 'cumulative', sample: null, workers: 10 }],
    ['low', { sample: 5_000, workers: 1 }],
    ['medium', { sample: 5_000, workers: 2 }],
    ['medium', { sample: 100, workers: 10 }],
    ['high', { sample: 1_000, workers: 4 }],
  ] as const)('is %s for %o', (confidence, row) => {
    expect(calibrationRow(providerRow(row), work(), traces()).calibration_confidence).toBe(confidence);
  });

  it('tells for each claimed confidence how often the claim held', () => {
    const upheld = { low: { part: 1, whole: 2 }, medium: nothing, high: nothing };
    const row = calibrationRow(providerRow(), work(), traces({ traces: 2, upheld }));
    expect(row.by_confidence).toMatchObject([
      { confidence: 'low', upheld: { value: 0.5, sample: 2 } },
      { confidence: 'medium', upheld: null },
      { confidence: 'high', upheld: null },
    ]);
    expect(row.why).not.toHaveProperty('by_confidence');
    expect(calibrationRow(providerRow(), work(), traces()).why).toHaveProperty('by_confidence');
  });
});
