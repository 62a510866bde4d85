import { PROVIDERS, type Provider, type UnknownReasonRow, type UnknownTagRow } from '@app/contracts';
import type { WorkerReport } from '../workers/worker-report.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import { rounded } from './quality/wilson.js';

const MAX_ROWS = 100;

/**
 * Why addresses remained unknown, as the live workers count it since their start; by provider, most first, at most 100
 * (contract, section 7.2).
 */
export function unknownTags(workers: Iterable<WorkerFacts>): UnknownTagRow[] {
  return allTags(workers).slice(0, MAX_ROWS);
}

/** The same with each tag's share of its provider's. */
export function unknownReasons(workers: Iterable<WorkerFacts>): UnknownReasonRow[] {
  const rows = allTags(workers);
  const totals = new Map<Provider, number>();
  for (const { provider, count } of rows) totals.set(provider, (totals.get(provider) ?? 0) + count);
  return rows.slice(0, MAX_ROWS).map((row) => {
    const share = row.count / (totals.get(row.provider) ?? row.count);
    return { ...row, share: rounded(share), share_percent: rounded(100 * share) };
  });
}

function allTags(workers: Iterable<WorkerFacts>): UnknownTagRow[] {
  const rows = new Map<string, { provider: Provider; tag: string; count: number; sample_workers: number }>();
  for (const { record, presence } of workers) {
    if (presence !== 'live') continue;
    const provider = onlyProvider(record.report);
    for (const [tag, count] of tagsOf(record.report)) {
      const key = `${provider} ${tag}`;
      const row = rows.get(key) ?? { provider, tag, count: 0, sample_workers: 0 };
      row.count += count;
      row.sample_workers += 1;
      rows.set(key, row);
    }
  }
  return [...rows.values()].sort(
    (a, b) =>
      PROVIDERS.indexOf(a.provider) - PROVIDERS.indexOf(b.provider) || b.count - a.count || byName(a.tag, b.tag),
  );
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** A beat does not say with which provider a tag was counted: a worker of several counts as `generic`. */
function onlyProvider({ provider_metrics: metrics = [] }: WorkerReport): Provider {
  const names = new Set(metrics.map(({ provider }) => provider.trim().toLowerCase()));
  const [name] = names;
  return names.size === 1 ? (PROVIDERS.find((provider) => provider === name) ?? 'generic') : 'generic';
}

/** Tags that differ in case alone are one. */
function tagsOf({ unknown_reason_tags: tags = {} }: WorkerReport): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [name, count] of Object.entries(tags)) {
    const tag = name.trim().toLowerCase();
    if (tag !== '' && count > 0) counts.set(tag, (counts.get(tag) ?? 0) + count);
  }
  return counts;
}
