import { worker } from '../testing/builders.js';
import { providerRows } from './provider-rows.js';

const thresholds = {
  tempfail: { warn: 0.3, critical: 0.55 },
  reject: { warn: 0.2, critical: 0.4 },
  unknown: { warn: 0.2, critical: 0.35 },
};

function reporting(...rates: readonly { provider: string; tempfail_rate?: number; unknown_rate?: number }[]) {
  return worker({ report: { provider_metrics: rates } });
}

function rowOf(provider: string, ...workers: readonly ReturnType<typeof worker>[]) {
  return providerRows(workers, thresholds).find((row) => row.provider === provider);
}

describe('provider health', () => {
  it('always lists the four, and knows nothing about those nobody reports on', () => {
    expect(providerRows([], thresholds).map(({ provider }) => provider)).toEqual([
      'generic',
      'gmail',
      'microsoft',
      'yahoo',
    ]);
    expect(rowOf('gmail')).toMatchObject({ status: 'no_data', tempfail_rate: null, workers: 0, basis: 'none' });
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
});
