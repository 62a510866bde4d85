import type { DriftRecommendation, ProviderDrift, ProviderRow } from '@app/contracts';
import { compareRates } from '../../common/rates/rate-difference.js';
import type { WorkSums } from '../measure/work-ledger.js';
import type { ProviderThresholds } from './provider-figures.js';
import { rounded } from './wilson.js';

/** What a provider's figures are compared with. */
export interface DriftSources {
  /** Work by minute, within the window and before it. */
  readonly window: readonly WorkSums[];
  readonly before: readonly WorkSums[];
  readonly thresholds: ProviderThresholds;
  /** A rate that is higher by less than this is no drift, however sure it is; 0..1. */
  readonly material: number;
}

type Counted = 'unknown' | 'tempfailed';

/** Fewer probes than this are no history. */
const MIN_HISTORY = 300;

/**
 * How a provider's figures have moved: against what was measured before the window, or against the configured warn
 * rates while there is no history (contract, section 7.2). With history, a state that is no worse than before calls for
 * care and not for a rollback.
 */
export function driftRow(row: ProviderRow, sources: DriftSources): ProviderDrift {
  const history = row.basis === 'window' ? historyOf(sources.before) : null;
  const { unknown, tempfail } = sources.thresholds;
  const unknownBaseline = history?.unknown ?? unknown.warn;
  const tempfailBaseline = history?.tempfailed ?? tempfail.warn;
  const { provider, status, unknown_rate, tempfail_rate, policy_blocked_rate, mode, workers } = row;
  const { basis, window_seconds, sample, weighted_by } = row;
  return {
    provider,
    status,
    unknown_rate,
    unknown_baseline: unknownBaseline,
    unknown_delta: difference(unknown_rate, unknownBaseline),
    tempfail_rate,
    tempfail_baseline: tempfailBaseline,
    tempfail_delta: difference(tempfail_rate, tempfailBaseline),
    policy_blocked_rate,
    mode,
    workers,
    drift_recommendation: recommendation(row, history === null ? null : isWorse(sources)),
    baseline_sample: history?.probed ?? null,
    baseline_basis: history === null ? 'threshold' : 'history',
    basis,
    window_seconds,
    sample,
    weighted_by,
    why: { ...row.why, ...whyDrift(row, sources.before) },
  };
}

function historyOf(minutes: readonly WorkSums[]) {
  const sum = (name: keyof WorkSums) => minutes.reduce((total, minute) => total + minute[name], 0);
  const probed = sum('probed');
  if (probed < MIN_HISTORY) return null;
  return { probed, unknown: rounded(sum('unknown') / probed), tempfailed: rounded(sum('tempfailed') / probed) };
}

function difference(rate: number | null, baseline: number): number | null {
  return rate === null ? null : rounded(rate - baseline);
}

function isWorse(sources: DriftSources): boolean {
  return isHigher('unknown', sources) || isHigher('tempfailed', sources);
}

/**
 * Minutes stand for what is alike in here: within one minute addresses of one list and one host come together, so that
 * a hundred of them are fewer than a hundred accidents.
 */
function isHigher(name: Counted, { window, before, material }: DriftSources): boolean {
  const counts = (minutes: readonly WorkSums[]) =>
    minutes.map((minute) => [{ probed: minute.probed, hits: minute[name] }]);
  const found = compareRates(counts(window), counts(before));
  return found !== null && found.low > 0 && found.difference >= material;
}

const BY_STATUS = { healthy: 'stable', warning: 'set_cautious', critical: 'rollback_candidate' } as const;

/** @param worse whether it is worse than before; null: there is no history to tell by */
function recommendation({ status }: ProviderRow, worse: boolean | null): DriftRecommendation | null {
  if (status === 'no_data') return null;
  if (status === 'critical' && worse === false) return 'set_cautious';
  return status === 'healthy' && worse === true ? 'set_cautious' : BY_STATUS[status];
}

function whyDrift({ status, basis }: ProviderRow, before: readonly WorkSums[]): Record<string, string> {
  if (status === 'no_data') return { drift_recommendation: 'There are no figures to judge' };
  if (basis !== 'window') return { baseline_basis: 'Means over workers cannot be compared with counted probes' };
  const probed = before.reduce((total, minute) => total + minute.probed, 0);
  if (probed >= MIN_HISTORY) return {};
  return { baseline_basis: `Only ${probed} probes were counted before the window, fewer than ${MIN_HISTORY}` };
}
