import { worker } from '../testing/builders.js';
import { providerRows } from './provider-rows.js';
import { rowSources, work } from './testing/provider-builders.js';

const TEN_MINUTES = rowSources({
  thresholds: {
    tempfail: { warn: 0.3, critical: 0.55 },
    reject: { warn: 0.2, critical: 0.4 },
    unknown: { warn: 0.2, critical: 0.35 },
  },
});

function reporting(...rates: readonly { provider: string; tempfail_rate?: number; unknown_rate?: number }[]) {
  return worker({ report: { provider_metrics: rates } });
}

function rowOf(provider: string, ...workers: readonly ReturnType<typeof worker>[]) {
  return providerRows(workers, TEN_MINUTES).find((row) => row.provider === provider);
}

/** The row of a provider with this work within the window. */
function measuredRow(sums: Parameters<typeof work>[0], ...workers: readonly ReturnType<typeof worker>[]) {
  return providerRows(workers, { ...TEN_MINUTES, sums: () => work(sums) })[1];
}

describe('provider health', () => {
  it('always lists the four, and knows nothing about those nobody reports on', () => {
    expect(providerRows([], TEN_MINUTES).map(({ provider }) => provider)).toEqual([
      'generic',
      'gmail',
      'microsoft',
      'yahoo',
    ]);
    expect(rowOf('gmail')).toMatchObject({
      status: 'no_data',
      tempfail_rate: null,
      workers: 0,
      basis: 'none',
      why: { status: 'No live worker reports about it' },
    });
  });

  it('is what was counted within the window, each probe counting the same', () => {
    const row = measuredRow({ probed: 200, tempfailed: 80, rejected: 10, unknown: 20 });
    expect(row).toMatchObject({
      tempfail_rate: 0.4,
      reject_rate: 0.05,
      unknown_rate: 0.1,
      status: 'warning',
      basis: 'window',
      window_seconds: 600,
      sample: 200,
      weighted_by: 'volume',
    });
  });

  it('does not judge few probes: it says so, and tells what workers report since their start', () => {
    const row = measuredRow({ probed: 29, tempfailed: 29 }, reporting({ provider: 'gmail', tempfail_rate: 0.1 }));
    expect(row).toMatchObject({
      tempfail_rate: 0.1,
      status: 'healthy',
      basis: 'cumulative',
      sample: null,
      weighted_by: 'workers',
    });
    expect(row?.why['status']).toContain('Only 29 probes of known volume within 600 s, fewer than 30');
    expect(measuredRow({ probed: 1 })).toMatchObject({ status: 'no_data', basis: 'none', tempfail_rate: null });
  });

  it('is the mean over the workers that report, whatever case they write', () => {
    const row = rowOf('gmail', reporting({ provider: 'Gmail', tempfail_rate: 0.1 }), reporting({ provider: 'gmail' }));
    expect(row).toMatchObject({ tempfail_rate: 0.05, workers: 2, status: 'healthy' });
  });

  it('lets a worker count once, however often it lists a provider', () => {
    const shouting = reporting(...Array.from({ length: 100 }, () => ({ provider: 'gmail', tempfail_rate: 1 })));
    expect(rowOf('gmail', shouting, reporting({ provider: 'gmail' }))).toMatchObject({
      workers: 2,
      tempfail_rate: 0.5,
    });
  });

  it('turns at the thresholds themselves', () => {
    expect(rowOf('yahoo', reporting({ provider: 'yahoo', tempfail_rate: 0.3 }))?.status).toBe('warning');
    expect(rowOf('yahoo', reporting({ provider: 'yahoo', unknown_rate: 0.35 }))?.status).toBe('critical');
  });

  it('does not count workers that are no longer heard', () => {
    const silent = { ...reporting({ provider: 'gmail', tempfail_rate: 1 }), presence: 'silent' as const };
    expect(rowOf('gmail', silent)?.status).toBe('no_data');
  });

  it('has no stand-in for what workers do not report', () => {
    expect(rowOf('gmail', reporting({ provider: 'gmail' }))).toMatchObject({
      policy_blocked_rate: null,
      avg_retry_after: null,
      why: { policy_blocked_rate: 'No live worker reports how many probes were blocked' },
    });
    const telling = worker({
      report: { provider_metrics: [{ provider: 'gmail', policy_block_rate: 0.5, avg_retry_after: 60 }] },
    });
    expect(rowOf('gmail', telling, reporting({ provider: 'gmail' }))).toMatchObject({
      policy_blocked_rate: 0.5,
      avg_retry_after: 60,
    });
    expect(measuredRow({ probed: 200, policyBlocked: 10, blockedOf: 100 })?.policy_blocked_rate).toBe(0.1);
  });
});
