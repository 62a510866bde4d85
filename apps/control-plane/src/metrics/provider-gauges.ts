import type { Provider, ProviderRates, ProviderRow } from '@app/contracts';
import type { WorkerFacts } from '../workers/worker-row.js';
import type { GaugeSpec } from './gauge-spec.js';
import type { ScrapeFacts } from './scrape-facts.js';

type ProviderValue = (row: ProviderRow, facts: ScrapeFacts) => number | null;

/** Mail providers (contract, section 10). A rate nobody reported is absent; `status` says `no_data`. */
export const PROVIDER_GAUGES: readonly GaugeSpec[] = [
  ofProvider('tempfail_rate', 'Temporary failures, a fraction', (row) => row.tempfail_rate),
  ofProvider('reject_rate', 'Rejected addresses, a fraction', (row) => row.reject_rate),
  ofProvider('unknown_rate', 'Addresses without a verdict, a fraction', (row) => row.unknown_rate),
  ofProvider(
    'policy_blocked_rate',
    'Probes blocked by the provider, a fraction; absent when no worker measures it',
    (row, facts) => meanReported(facts.liveWorkers, row.provider, 'policy_block_rate'),
  ),
  ofProvider(
    'avg_retry_after_seconds',
    'Wait that the provider asks for; absent when no worker measures it',
    (row, facts) => meanReported(facts.liveWorkers, row.provider, 'avg_retry_after'),
  ),
  ofProvider('workers', 'Live workers that report about the provider', (row) => row.workers),
];

function ofProvider(name: string, help: string, value: ProviderValue): GaugeSpec {
  const samples = (facts: ScrapeFacts) =>
    facts.overview.providers.map((row) => ({
      labels: { provider: row.provider, mode: row.mode, status: row.status },
      value: value(row, facts),
    }));
  return { name: `go_control_plane_provider_${name}`, help, labels: ['provider', 'mode', 'status'], samples };
}

/** Mean over the workers that sent the field at all: the real worker leaves both out, and absent is not zero here. */
function meanReported(
  workers: readonly WorkerFacts[],
  provider: Provider,
  field: 'policy_block_rate' | 'avg_retry_after',
): number | null {
  const isMeant = (rates: ProviderRates) => rates.provider.trim().toLowerCase() === provider;
  const reports = workers.flatMap(({ record }) => record.report.provider_metrics?.filter(isMeant) ?? []);
  const values = reports.flatMap((rates) => rates[field] ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
