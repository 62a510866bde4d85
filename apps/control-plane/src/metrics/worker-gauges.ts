import type { SmtpRates } from '@app/contracts';
import { ratesOf } from '../workers/counter-window.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import type { GaugeSpec } from './gauge-spec.js';
import type { ScrapeFacts } from './scrape-facts.js';

/** A series a worker (contract, section 10). Only on demand: ten thousand workers make forty thousand series. */
export const WORKER_GAUGES: readonly GaugeSpec[] = [
  ofWorker(
    'go_control_plane_worker_error_rate_per_min',
    'Failed chunks a minute; absent until the worker has a window',
    ({ record }) => ratesOf(record.window).errors_per_minute.value,
  ),
  ofWorker(
    'go_control_plane_worker_smtp_tempfail_rate',
    'Temporary failures, a fraction since its start',
    smtp('tempfail_rate'),
  ),
  ofWorker(
    'go_control_plane_worker_smtp_reject_rate',
    'Rejected addresses, a fraction since its start',
    smtp('reject_rate'),
  ),
  ofWorker(
    'go_control_plane_worker_smtp_unknown_rate',
    'Addresses without a verdict, a fraction since its start',
    smtp('unknown_rate'),
  ),
];

/** What is zero a worker leaves out, but one that probed nothing has no rate. */
function smtp(rate: keyof SmtpRates) {
  return ({ record: { report } }: WorkerFacts): number | null => {
    const probed = report.stage_metrics?.smtp_probe?.processed ?? 0;
    return report.smtp_metrics === undefined || probed === 0 ? null : (report.smtp_metrics[rate] ?? 0);
  };
}

function ofWorker(name: string, help: string, value: (worker: WorkerFacts) => number | null): GaugeSpec {
  const samples = ({ liveWorkers }: ScrapeFacts) =>
    liveWorkers.map((worker) => ({
      labels: { worker_id: worker.record.report.worker_id, pool: worker.record.report.pool ?? '' },
      value: value(worker),
    }));
  return { name, help, labels: ['worker_id', 'pool'], samples };
}
