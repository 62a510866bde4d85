import type { ProviderRow, ProviderStatus } from '@app/contracts';
import type { WorkSums } from '../measure/work-ledger.js';
import type { ReportedFigures } from './reported-figures.js';
import { rounded } from './wilson.js';

/** Rates 0..1 from which a provider counts as `warning` or `critical`. */
export interface ProviderThresholds {
  readonly tempfail: { readonly warn: number; readonly critical: number };
  readonly reject: { readonly warn: number; readonly critical: number };
  readonly unknown: { readonly warn: number; readonly critical: number };
}

/** What a provider's figures are made from. */
export interface FigureSources {
  readonly windowMs: number;
  /** Work of known volume within the window. */
  readonly sums: WorkSums;
  readonly reported: ReportedFigures;
}

/** A provider's figures, without who they are about. */
export type ProviderFigures = Omit<ProviderRow, 'provider' | 'mode' | 'mode_source'>;

type Rates = Pick<ProviderRow, 'tempfail_rate' | 'reject_rate' | 'unknown_rate'>;
type Valued = Rates & Pick<ProviderRow, 'basis' | 'window_seconds' | 'sample' | 'weighted_by' | 'why'>;

/** Fewer probes than this say nothing about a provider. */
const MIN_SAMPLE = 30;

/**
 * A provider's figures: those of the window, each probe counting the same; else the mean of what workers report since
 * their start, each worker counting the same; else none.
 */
export function providerFigures(sources: FigureSources, thresholds: ProviderThresholds): ProviderFigures {
  const { windowMs, sums, reported } = sources;
  const valued = valuedFigures(sums, reported, Math.round(windowMs / 1_000));
  const blocked = sums.blockedOf >= MIN_SAMPLE ? sums.policyBlocked / sums.blockedOf : reported.policy_blocked_rate;
  return {
    ...valued,
    status: statusOf(valued, thresholds),
    policy_blocked_rate: blocked === null ? null : rounded(blocked),
    avg_retry_after: reported.avg_retry_after,
    workers: reported.workers,
    why: {
      ...valued.why,
      ...(blocked === null && { policy_blocked_rate: 'No live worker reports how many probes were blocked' }),
      ...(reported.avg_retry_after === null && {
        avg_retry_after: 'No live worker reports the waits it was asked for',
      }),
    },
  };
}

function valuedFigures(sums: WorkSums, reported: ReportedFigures, seconds: number): Valued {
  if (sums.probed >= MIN_SAMPLE) return windowFigures(sums, seconds);
  const few = tooFew(sums.probed, seconds);
  if (reported.workers === 0) {
    const why = sums.probed === 0 ? 'No live worker reports about it' : few;
    const nothing = { tempfail_rate: null, reject_rate: null, unknown_rate: null };
    return { ...nothing, basis: 'none', window_seconds: seconds, sample: 0, weighted_by: 'none', why: { status: why } };
  }
  const { tempfail_rate, reject_rate, unknown_rate } = reported;
  const rates = { tempfail_rate, reject_rate, unknown_rate };
  const why = { status: `${few}; judged by what workers report since their start`, sample: VOLUME_UNKNOWN };
  return { ...rates, basis: 'cumulative', window_seconds: seconds, sample: null, weighted_by: 'workers', why };
}

const VOLUME_UNKNOWN = 'Workers report rates since their start, not how many probes these are of';

function windowFigures(sums: WorkSums, seconds: number): Valued {
  const share = (count: number) => rounded(count / sums.probed);
  return {
    tempfail_rate: share(sums.tempfailed),
    reject_rate: share(sums.rejected),
    unknown_rate: share(sums.unknown),
    basis: 'window',
    window_seconds: seconds,
    sample: sums.probed,
    weighted_by: 'volume',
    why: {},
  };
}

function tooFew(probed: number, seconds: number): string {
  const many = probed === 1 ? '1 probe' : `${probed} probes`;
  return `Only ${many} of known volume within ${seconds} s, fewer than ${MIN_SAMPLE}`;
}

/** Contract, section 7.2; without any rate there is nothing to judge. */
function statusOf({ tempfail_rate, reject_rate, unknown_rate }: Rates, limits: ProviderThresholds): ProviderStatus {
  if (tempfail_rate === null || reject_rate === null || unknown_rate === null) return 'no_data';
  const reaches = (level: 'warn' | 'critical') =>
    tempfail_rate >= limits.tempfail[level] ||
    reject_rate >= limits.reject[level] ||
    unknown_rate >= limits.unknown[level];
  if (reaches('critical')) return 'critical';
  return reaches('warn') ? 'warning' : 'healthy';
}
