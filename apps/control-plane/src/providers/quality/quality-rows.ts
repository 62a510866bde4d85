import type { Estimated, ProviderCalibration, ProviderQuality, ProviderRow, WhyNull } from '@app/contracts';
import type { WorkSums } from '../measure/work-ledger.js';
import { CONFIDENCES, type Part, type TraceFigures } from './trace-figures.js';
import { estimated, rounded } from './wilson.js';

/** What is known from decision traces about one provider. */
export interface TraceFacts {
  readonly figures: TraceFigures;
  /** Why there are no traces at all; null when there are some. */
  readonly problem: string | null;
}

const LOWER_BOUND = 'A lower bound: accepted addresses leave no trace';
const UPPER_BOUND = 'An upper bound: accepted addresses leave no trace';

/** How well a provider's addresses are decided, and what trying again is good for. */
export function qualityRow(row: ProviderRow, traces: TraceFacts): ProviderQuality {
  const { figures } = traces;
  const recovery = partOf(figures.recovered);
  const waste = partOf(figures.wasted);
  const { provider, mode, status, tempfail_rate, reject_rate, unknown_rate, policy_blocked_rate } = row;
  const { avg_retry_after, workers, basis, window_seconds, sample, weighted_by } = row;
  return {
    provider,
    mode,
    status,
    tempfail_rate,
    reject_rate,
    unknown_rate,
    policy_blocked_rate,
    tempfail_recovery_pct: percent(recovery),
    retry_waste_pct: percent(waste),
    avg_retry_after,
    workers,
    recovery,
    waste,
    basis,
    window_seconds,
    sample,
    weighted_by,
    why: {
      ...row.why,
      tempfail_recovery_pct: recovery === null ? whyNone(traces, 'failed for a while at first') : LOWER_BOUND,
      retry_waste_pct: waste === null ? whyNone(traces, 'was tried more than once') : UPPER_BOUND,
    },
  };
}

/** How far a provider's figures can be trusted. @param sums of the window that the row is of */
export function calibrationRow(row: ProviderRow, sums: WorkSums, traces: TraceFacts): ProviderCalibration {
  const { figures } = traces;
  const unknown = row.basis === 'window' ? estimated(sums.unknown, sums.probed) : null;
  return {
    provider: row.provider,
    workers: row.workers,
    unknown_rate: row.unknown_rate,
    tempfail_recovery_pct: percent(partOf(figures.recovered)),
    policy_blocked_rate: row.policy_blocked_rate,
    calibration_confidence: confidenceOf(row),
    unknown,
    by_confidence: CONFIDENCES.map((confidence) => ({ confidence, upheld: partOf(figures.upheld[confidence]) })),
    why: calibrationWhy(row, unknown, traces),
  };
}

function calibrationWhy(row: ProviderRow, unknown: Estimated | null, traces: TraceFacts): WhyNull {
  const { recovered, upheld } = traces.figures;
  const isDisputed = CONFIDENCES.some((confidence) => upheld[confidence].whole > 0);
  return {
    ...row.why,
    tempfail_recovery_pct: recovered.whole === 0 ? whyNone(traces, 'failed for a while at first') : LOWER_BOUND,
    ...(unknown === null && { unknown: 'An interval needs counted probes; see status' }),
    ...(!isDisputed && { by_confidence: whyNone(traces, 'was judged differently by a later attempt') }),
  };
}

/**
 * By workers as before (contract, section 7.2: from 2 medium, from 4 high), and by probes: at 1,000 a share of one half
 * is known to three points, at 100 to ten. Rates whose volume nobody knows are never more than low.
 */
function confidenceOf({ basis, sample, workers }: ProviderRow): ProviderCalibration['calibration_confidence'] {
  if (basis === 'none') return 'none';
  if (sample === null) return 'low';
  if (sample >= 1_000 && workers >= 4) return 'high';
  return sample >= 100 && workers >= 2 ? 'medium' : 'low';
}

function partOf({ part, whole }: Part): Estimated | null {
  return estimated(part, whole);
}

function percent(share: Estimated | null): number | null {
  return share === null ? null : rounded(100 * share.value);
}

function whyNone({ figures, problem }: TraceFacts, what: string): string {
  if (problem !== null) return `There are no decision traces: ${problem}`;
  return `No recorded address ${what}, of ${figures.traces} that were tried with this provider`;
}
