import { PROVIDERS, type Provider, type ProviderRates, type ProviderRow, type ProviderStatus } from '@app/contracts';
import type { WorkerReport } from '../workers/worker-report.js';
import type { WorkerFacts } from '../workers/worker-row.js';

/** Rates 0..1 from which a provider counts as `warning` or `critical`. */
export interface ProviderThresholds {
  readonly tempfail: { readonly warn: number; readonly critical: number };
  readonly reject: { readonly warn: number; readonly critical: number };
  readonly unknown: { readonly warn: number; readonly critical: number };
}

/**
 * Each provider's health as the live workers report it: means of the workers' rates since their start, each worker
 * counting once, since a beat does not say how much of its work went to which provider (contract, section 7.1).
 * A provider nobody reports on is `no_data` with rates of null.
 */
export function providerRows(workers: Iterable<WorkerFacts>, thresholds: ProviderThresholds): ProviderRow[] {
  const reports = new Map<Provider, ProviderRates[]>(PROVIDERS.map((provider) => [provider, []]));
  for (const { record, presence } of workers) {
    if (presence !== 'live') continue;
    for (const [provider, rates] of reportedProviders(record.report)) reports.get(provider)?.push(rates);
  }
  return PROVIDERS.map((provider) => providerRow(provider, reports.get(provider) ?? [], thresholds));
}

/**
 * What a worker reports about each of the four providers, by its name in lower case; other names are left out. A worker
 * that lists a provider twice counts once, with what it said last.
 */
export function reportedProviders(report: WorkerReport): ReadonlyMap<Provider, ProviderRates> {
  const named = (report.provider_metrics ?? []).map((rates) => [rates.provider.trim().toLowerCase(), rates] as const);
  const known: ReadonlySet<string> = new Set(PROVIDERS);
  return new Map(named.filter(([name]) => known.has(name)) as [Provider, ProviderRates][]);
}

function providerRow(
  provider: Provider,
  reports: readonly ProviderRates[],
  thresholds: ProviderThresholds,
): ProviderRow {
  const rates = {
    tempfail_rate: mean(reports, 'tempfail_rate'),
    reject_rate: mean(reports, 'reject_rate'),
    unknown_rate: mean(reports, 'unknown_rate'),
  };
  return {
    provider,
    status: statusOf(rates, thresholds),
    mode: 'normal', // nothing sets another mode yet; workers are told the same
    ...rates,
    workers: reports.length,
    basis: reports.length === 0 ? 'none' : 'cumulative',
  };
}

type Rates = Pick<ProviderRow, 'tempfail_rate' | 'reject_rate' | 'unknown_rate'>;

function statusOf({ tempfail_rate, reject_rate, unknown_rate }: Rates, limits: ProviderThresholds): ProviderStatus {
  if (tempfail_rate === null || reject_rate === null || unknown_rate === null) return 'no_data';
  const reaches = (level: 'warn' | 'critical') =>
    tempfail_rate >= limits.tempfail[level] ||
    reject_rate >= limits.reject[level] ||
    unknown_rate >= limits.unknown[level];
  if (reaches('critical')) return 'critical';
  return reaches('warn') ? 'warning' : 'healthy';
}

/** A worker leaves out rates that are zero. */
function mean(reports: readonly ProviderRates[], field: keyof Rates): number | null {
  if (reports.length === 0) return null;
  return reports.reduce((sum, rates) => sum + (rates[field] ?? 0), 0) / reports.length;
}
