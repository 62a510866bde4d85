import { report, worker } from '../testing/builders.js';
import type { WorkerReport } from '../workers/worker-report.js';
import { probeFigures } from './probe-figures.js';
import { sloOf } from './slo.js';

const probed = (processed: number, smtp_metrics: object) => ({
  stage_metrics: { screening: { processed: 10 }, smtp_probe: { processed } },
  smtp_metrics,
});

function withoutRates(processed: number) {
  const reported = Object.entries(report(probed(processed, {}))).filter(([field]) => field !== 'smtp_metrics');
  return worker({ record: { report: Object.fromEntries(reported) as unknown as WorkerReport } }); // still a whole report
}

describe('probeFigures', () => {
  it('counts only those who have something to report, and each e-mail once', () => {
    const figures = probeFigures([
      worker({ report: { worker_id: 'a', ...probed(300, { tempfail_rate: 0.1, unknown_rate: 0.2 }) } }),
      worker({ report: { worker_id: 'b', ...probed(100, { tempfail_rate: 0.5, reject_rate: 0.4 }) } }),
      worker({ report: { worker_id: 'c', ...probed(0, {}) } }),
      withoutRates(50),
      worker({ report: { worker_id: 'e', ...probed(900, { tempfail_rate: 1 }) }, presence: 'silent' }),
    ]);
    expect(figures).toEqual({
      tempfailRate: expect.closeTo(0.2),
      unknownRate: expect.closeTo(0.15),
      rejectRate: expect.closeTo(0.1),
      probedEmails: 400,
      reportingWorkers: 2,
      liveWorkers: 4,
      screeningProcessed: 40,
      probeProcessed: 450,
    });
  });

  it('takes an empty object of somebody who probed for zeros', () => {
    expect(probeFigures([worker({ report: probed(10, {}) })])).toMatchObject({ tempfailRate: 0, reportingWorkers: 1 });
  });

  it('does not call a fleet healthy that says nothing', () => {
    const nobody = probeFigures([]);
    expect(nobody).toMatchObject({ tempfailRate: null, unknownRate: null, rejectRate: null, liveWorkers: 0 });
    expect(sloOf(nobody, 3, 0)).toEqual({
      timestamp: '1970-01-01T00:00:00Z',
      incident_count: 3,
      probe_unknown_rate_avg: null,
      probe_tempfail_rate_avg: null,
      probe_reject_rate_avg: null,
      screening_processed_total: 0,
      probe_processed_total: 0,
      sample: { workers_live: 0, workers_reporting: 0, probed_emails: 0, basis: 'none' },
    });
  });
});
