import type { ProviderRow } from '@app/contracts';
import type { GaugeSpec } from './gauge-spec.js';
import type { ScrapeFacts } from './scrape-facts.js';

type ProviderValue = (row: ProviderRow) => number | null;

/** Mail providers (contract, section 10). A rate nobody reported is absent; `status` says `no_data`. */
export const PROVIDER_GAUGES: readonly GaugeSpec[] = [
  ofProvider('tempfail_rate', 'Temporary failures, a fraction', (row) => row.tempfail_rate),
  ofProvider('reject_rate', 'Rejected addresses, a fraction', (row) => row.reject_rate),
  ofProvider('unknown_rate', 'Addresses without a verdict, a fraction', (row) => row.unknown_rate),
  ofProvider(
    'policy_blocked_rate',
    'Probes blocked by the provider, a fraction; absent when no worker measures it',
    (row) => row.policy_blocked_rate,
  ),
  ofProvider(
    'avg_retry_after_seconds',
    'Wait that the provider asks for; absent when no worker measures it',
    (row) => row.avg_retry_after,
  ),
  ofProvider('workers', 'Live workers that report about the provider', (row) => row.workers),
];

function ofProvider(name: string, help: string, value: ProviderValue): GaugeSpec {
  const samples = (facts: ScrapeFacts) =>
    facts.overview.providers.map((row) => ({
      labels: { provider: row.provider, mode: row.mode, status: row.status },
      value: value(row),
    }));
  return { name: `go_control_plane_provider_${name}`, help, labels: ['provider', 'mode', 'status'], samples };
}
