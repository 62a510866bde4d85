import { PROVIDERS } from '@app/contracts';
import { reportedVersion } from '../../workers/reported-version.js';
import type { WorkerReport } from '../../workers/worker-report.js';
import { type CountsByProvider, type ProviderCounts, providerVolumes } from './provider-volumes.js';
import type { WorkDelta } from './work-feed.js';

/** What is remembered of a worker's last beats to tell what it did since. */
export interface WorkerPast {
  readonly report: WorkerReport;
  readonly probed: number;
  /** The counts that the next ones are compared with, and when they were told; null: they are not known. */
  readonly base: { readonly counts: CountsByProvider; readonly at: number } | null;
}

/** A beat as the fleet view keeps it. */
export interface HeardBeat {
  readonly report: WorkerReport;
  readonly receivedAt: number;
}

/** Work that was done over a longer time belongs to no window that anybody looks at. */
const LONGEST_GAP_MS = 10 * 60_000;

/**
 * What a worker did since what is remembered of it. Nothing is told of the first beat, of a process that was restarted
 * (a counter went back) and of a beat that names another policy than the one before. Beats whose volumes are not known
 * are passed over: the next one that tells them tells their work too.
 */
export function workSince(
  past: WorkerPast | undefined,
  { report, receivedAt }: HeardBeat,
): { readonly past: WorkerPast; readonly deltas: readonly WorkDelta[] } {
  const probed = probedBy(report);
  const isSameProcess = past !== undefined && probed >= past.probed;
  const former = isSameProcess ? past.base : null;
  if (isSameProcess && probed === past.probed && former !== null && isSamePolicy(past.report, report)) {
    return { past: { report, probed, base: { counts: former.counts, at: receivedAt } }, deltas: [] };
  }
  const counts = countsBehind(report, probed, former?.counts);
  const comparable = former !== null && past !== undefined && isSamePolicy(past.report, report) ? former : null;
  if (counts === null) return { past: { report, probed, base: comparable }, deltas: [] };
  const deltas = comparable === null ? [] : differences(comparable, counts, report, receivedAt);
  return { past: { report, probed, base: { counts, at: receivedAt } }, deltas };
}

/** The word before the colon counts too: `standard` means that the worker does not apply its policy. */
function isSamePolicy(before: WorkerReport, after: WorkerReport): boolean {
  return before.session_strategy_id === after.session_strategy_id;
}

function probedBy({ stage_metrics: stages }: WorkerReport): number {
  return stages?.smtp_probe?.processed ?? 0;
}

/** First without the past, which would mislead after a restart that nothing else shows. */
function countsBehind(report: WorkerReport, probed: number, before: CountsByProvider | undefined) {
  const totals = { probed, overall: report.smtp_metrics, providers: report.provider_metrics ?? [] };
  return providerVolumes(totals) ?? (before === undefined ? null : providerVolumes(totals, before));
}

function differences(
  base: { readonly counts: CountsByProvider; readonly at: number },
  counts: CountsByProvider,
  report: WorkerReport,
  at: number,
): WorkDelta[] {
  if (at - base.at > LONGEST_GAP_MS || !grewFrom(base.counts, counts)) return [];
  const version = reportedVersion(report);
  const deltas: WorkDelta[] = [];
  for (const [provider, is] of counts) {
    const was = base.counts.get(provider) ?? NOTHING;
    if (is.probed === was.probed) continue;
    // Each field by its name: a large fleet makes thousands of these a second, and spreading costs several times that.
    deltas.push({
      workerId: report.worker_id,
      pool: report.pool ?? '',
      version,
      provider,
      at,
      probed: is.probed - was.probed,
      tempfailed: is.tempfailed - was.tempfailed,
      rejected: is.rejected - was.rejected,
      unknown: is.unknown - was.unknown,
      policyBlocked:
        is.policyBlocked === null || was.policyBlocked === null ? null : is.policyBlocked - was.policyBlocked,
    });
  }
  return deltas;
}

const NOTHING: ProviderCounts = { probed: 0, tempfailed: 0, rejected: 0, unknown: 0, policyBlocked: 0 };

function grewFrom(before: CountsByProvider, after: CountsByProvider): boolean {
  return PROVIDERS.every((provider) => {
    const [was, is] = [before.get(provider) ?? NOTHING, after.get(provider) ?? NOTHING];
    const blockedFell = was.policyBlocked !== null && is.policyBlocked !== null && is.policyBlocked < was.policyBlocked;
    const fell = is.probed < was.probed || is.tempfailed < was.tempfailed || is.rejected < was.rejected;
    return !fell && is.unknown >= was.unknown && !blockedFell;
  });
}
