import type { ShadowComparison, ShadowResult, ShadowRun } from '@app/contracts';
import { type RolloutRecord, versionOf } from '../rollout/rollout-record.js';
import { differenceOf, type Figure } from './shadow-figures.js';
import { sentence, worseningsOf } from './shadow-recommendation.js';
import type { ShadowThresholds } from './shadow-thresholds.js';

/** What a candidate is judged by. */
export interface ComparisonBasis {
  /** Newest first. */
  readonly runs: readonly ShadowRun[];
  readonly rollout: Pick<RolloutRecord, 'stable' | 'versions'>;
  readonly thresholds: ShadowThresholds;
  readonly isEnforced: boolean;
}

/** Only the newest runs of a candidate are looked at (contract, section 8.6). */
const LOOKED_AT = 10;

/**
 * Whether the newest run that fits allows to promote the candidate (contract, section 8.6). A run fits when it compared
 * with what everybody runs now, and when both payloads are the ones that are known now. What says the same to a worker
 * as the active policy changes nothing and passes.
 * @param asked null: the candidate of the newest run
 * @param checksum of the candidate's payload; null: the one that the rollout knows
 */
export function compareWithRun(
  asked: string | null,
  { runs, rollout, thresholds, isEnforced }: ComparisonBasis,
  checksum: string | null = null,
): ShadowComparison {
  const done = runs.filter(({ state }) => state === 'done');
  const candidate = asked ?? done[0]?.candidate_version ?? '';
  const active = rollout.stable ?? '';
  const sums = {
    candidate: checksum ?? versionOf(rollout, candidate)?.checksum ?? null,
    active: versionOf(rollout, active)?.checksum ?? null,
  };
  const fitting = done
    .filter((one) => one.candidate_version === candidate)
    .slice(0, LOOKED_AT)
    .filter((one) => isOf(one, active, sums));
  const run = fitting.find(isWhole) ?? fitting[0];
  const isSame = run?.is_identical ?? (candidate !== '' && sums.candidate !== null && sums.candidate === sums.active);
  const violations = isSame ? [] : [...violationsOf(candidate, active, run, thresholds)];
  violations.sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    candidate_version: candidate,
    active_version: active,
    evaluated_at: run?.evaluated_at ?? '',
    eligible: violations.length === 0,
    gate_mode: isEnforced ? 'enforce' : 'warn_only',
    thresholds: {
      unknown_regression_threshold: thresholds.unknownRegression,
      tempfail_recovery_drop_threshold: thresholds.recoveryDrop,
      policy_block_spike_threshold: thresholds.policyBlockSpike,
    },
    violations: violations.map(([code]) => code),
    explanations: violations.map(([, text]) => text),
    providers: (run?.results ?? []).map(row).sort((one, other) => (one.provider < other.provider ? -1 : 1)),
    run_uuid: run?.run_uuid ?? null,
  };
}

type Violation = readonly [code: string, text: string];

function violationsOf(
  candidate: string,
  active: string,
  run: ShadowRun | undefined,
  thresholds: ShadowThresholds,
): readonly Violation[] {
  if (candidate === '') return [['candidate_version_missing', 'No candidate was named, and there are no runs.']];
  if (run === undefined) {
    const against = active === '' ? 'the built-in policy' : active;
    const text = `No finished shadow run compares the present payload of ${candidate} with the one of ${against}.`;
    return [['shadow_run_missing', text]];
  }
  if (run.results.every((result) => result.unknown_rate === null)) {
    return [['shadow_run_empty', 'The newest shadow run found no trace whose class is known under both policies.']];
  }
  const found = run.results.flatMap((result) => violationsAt(result, thresholds));
  if (isWhole(run)) return found;
  const text = `The run looked at ${run.limited_to.join(', ')} alone; a rollout reaches every provider.`;
  return [...found, ['shadow_run_partial', text]];
}

/** A run over some providers says nothing of the others. */
function isWhole({ limited_to: limitedTo }: ShadowRun): boolean {
  return limitedTo.length === 0;
}

const CODES: Readonly<Record<Figure, string>> = {
  unknown_rate: 'unknown_delta_exceeded',
  tempfail_recovery_pct: 'tempfail_recovery_drop_exceeded',
  policy_blocked_rate: 'policy_block_delta_exceeded',
};

function violationsAt(result: ShadowResult, thresholds: ShadowThresholds): readonly Violation[] {
  const { provider } = result;
  const exceeded = worseningsOf(result, thresholds)
    .filter(({ by, allowed }) => by > allowed)
    .map((worsening): Violation => [`${provider}:${CODES[worsening.figure]}`, `${provider}: ${sentence(worsening)}.`]);
  if (result.recommendation !== 'rollback_candidate') return exceeded;
  const why = exceeded.length === 0 ? (result.why['recommendation'] ?? '') : ''; // else it stands there already
  return [...exceeded, [`${provider}:rollback_candidate`, `${provider}: the run advises against it. ${why}`.trim()]];
}

/** A checksum that is not known forbids nothing; an empty version on either side fits any. */
function isOf(
  run: ShadowRun,
  active: string,
  sums: { readonly candidate: string | null; readonly active: string | null },
): boolean {
  const fits = (one: string | null, other: string | null) => one === null || other === null || one === other;
  const isActive = run.active_version === '' || active === '' || run.active_version === active;
  return isActive && fits(run.candidate_checksum, sums.candidate) && fits(run.active_checksum, sums.active);
}

function row(result: ShadowResult): ShadowComparison['providers'][number] {
  const { active } = result;
  return {
    provider: result.provider,
    unknown_rate_shadow: result.unknown_rate,
    unknown_rate_live: active.unknown_rate,
    unknown_delta: differenceOf(result, 'unknown_rate'),
    tempfail_recovery_shadow: result.tempfail_recovery_pct,
    tempfail_recovery_live: active.tempfail_recovery_pct,
    tempfail_recovery_delta: differenceOf(result, 'tempfail_recovery_pct'),
    policy_blocked_shadow: result.policy_blocked_rate,
    policy_blocked_live: active.policy_blocked_rate,
    policy_blocked_delta: differenceOf(result, 'policy_blocked_rate'),
    recommendation: result.recommendation,
  };
}
