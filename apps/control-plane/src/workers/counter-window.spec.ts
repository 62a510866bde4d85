import fc from 'fast-check';
import { report } from '../testing/builders.js';
import { type CounterWindow, WINDOW_MS, extendWindow, ratesOf, sampleOf } from './counter-window.js';

function probing(processed: number, tempfailRate: number, errors = 0) {
  return report({
    stage_metrics: { screening: {}, smtp_probe: { processed, errors } },
    smtp_metrics: { tempfail_rate: tempfailRate },
  });
}

function windowOf(
  ...beats: readonly (readonly [at: number, processed: number, tempfailRate: number, errors?: number])[]
) {
  const samples = beats.map(([at, processed, rate, errors]) => sampleOf(probing(processed, rate, errors), at));
  return samples.reduce(extendWindow, null as CounterWindow | null) ?? extendWindow(null, sampleOf(report(), 0));
}

describe('rates of a window', () => {
  it('come from differences, not from the totals since the start', () => {
    const rates = ratesOf(windowOf([0, 1_000, 0.1], [60_000, 1_100, 0.15])); // 100 failed, then 165 of 1,100
    expect(rates.tempfail_rate).toEqual({ value: 0.65, sample: 100, basis: 'window' });
    expect(rates.emails_per_second).toEqual({ value: 1.666667, sample: 100, basis: 'window' });
    expect(rates.window_seconds).toBe(60);
  });

  it('are shares since the start, and no speed, after a single beat', () => {
    const rates = ratesOf(windowOf([0, 200, 0.25]));
    expect(rates.tempfail_rate).toEqual({ value: 0.25, sample: 200, basis: 'cumulative' });
    expect(rates.emails_per_second).toEqual({ value: null, sample: 0, basis: 'none' });
  });

  it('say that nothing was probed rather than zero', () => {
    const rates = ratesOf(windowOf([0, 50, 0.1], [30_000, 50, 0.1]));
    expect(rates.tempfail_rate).toEqual({ value: null, sample: 0, basis: 'window' });
    expect(rates.emails_per_second.value).toBe(0);
  });

  it('begin anew when the counters go back: the process was restarted', () => {
    const rates = ratesOf(windowOf([0, 1_000, 0.5], [30_000, 10, 0.1], [60_000, 40, 0.1]));
    expect(rates.tempfail_rate).toEqual({ value: 0.1, sample: 30, basis: 'window' });
    expect(rates.window_seconds).toBe(30);
  });

  it('do not take a beat without rates for one without failures', () => {
    const silentAboutRates = report({ stage_metrics: { smtp_probe: { processed: 50 } } });
    const { smtp_metrics: _rates, ...bare } = silentAboutRates;
    const window = extendWindow(windowOf([0, 10, 0.5]), sampleOf(bare, 30_000));
    expect(ratesOf(window).tempfail_rate.value).toBeNull();
    expect(ratesOf(window).emails_per_second.value).not.toBeNull();
  });

  it('stay within 0 and 1 when a worker contradicts itself', () => {
    expect(ratesOf(windowOf([0, 1_000_000, 0], [30_000, 1_000_001, 1])).tempfail_rate.value).toBe(1);
    expect(ratesOf(windowOf([0, 1_000_000, 1], [30_000, 1_000_001, 0])).tempfail_rate.value).toBe(0);
  });

  it('know no speed when the clocks of two replicas disagree', () => {
    expect(ratesOf(windowOf([10_000, 10, 0], [9_000, 20, 0])).emails_per_second.value).toBeNull();
  });

  it('count failed chunks by the minute', () => {
    expect(ratesOf(windowOf([0, 0, 0, 1], [30_000, 0, 0, 3])).errors_per_minute.value).toBe(4);
  });
});

describe('a window', () => {
  const beats = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 200 });

  it('stays small and reaches back at least as far as asked, whatever the rhythm', () => {
    fc.assert(
      fc.property(beats, (gaps) => {
        let at = 0;
        let window: CounterWindow | null = null;
        for (const gap of gaps) {
          at += gap;
          window = extendWindow(window, sampleOf(probing(at, 0), at));
        }
        expect(window?.kept.length).toBeLessThanOrEqual(WINDOW_MS / 5_000 + 3);
        const first = window?.kept[0];
        expect(first).toBeDefined();
        const started = gaps[0] ?? 0;
        expect(first?.at).toBeLessThanOrEqual(Math.max(started, at - WINDOW_MS));
      }),
    );
  });

  it('reaches over a gap longer than itself, so that a slow worker has rates', () => {
    expect(ratesOf(windowOf([0, 10, 0], [WINDOW_MS * 3, 20, 0])).emails_per_second.sample).toBe(10);
  });
});
