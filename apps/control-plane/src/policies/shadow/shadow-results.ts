import type { ShadowCoverage, ShadowResult, ShadowRun, ShadowTransition } from '@app/contracts';
import type { ReplayComparison, ReplayRates, ShareRange } from '@app/smtp-policy';
import { FIGURES, roundedOrNull, rounded, type Figures } from './shadow-figures.js';
import { mostSevere, recommend, worseningsOf } from './shadow-recommendation.js';
import type { ShadowThresholds } from './shadow-thresholds.js';

/** One provider of a run, with what is to be made of it. */
export function shadowResult(comparison: ReplayComparison, thresholds: ShadowThresholds): ShadowResult {
  const { provider, traces, replied, compared, putOff, counts, reclassified } = comparison;
  const figures = { ...figuresOf(comparison.candidate), active: figuresOf(comparison.active) };
  const { recommendation, because } = recommend(
    worseningsOf(figures, thresholds),
    replied === 0 ? null : compared / replied,
  );
  return {
    provider,
    ...figures,
    recommendation,
    ranges: comparison.ranges && {
      unknown: rangeOf(comparison.ranges.undecided),
      policy_blocked: rangeOf(comparison.ranges.policyBlocked),
      retryable: rangeOf(comparison.ranges.retryable),
    },
    traces,
    reclassified,
    coverage: { ...counts },
    why: {
      recommendation: because,
      rates: `Over the ${compared} of ${replied} traces with a reply whose class is known under both policies.`,
      ...(compared === 0 && { unknown_rate: NOTHING_COMPARED, policy_blocked_rate: NOTHING_COMPARED }),
      tempfail_recovery_pct:
        putOff === 0
          ? 'No compared trace begins with an attempt that was put off.'
          : `Of ${putOff} compared traces that begin with an attempt that was put off; accepted ones leave no trace.`,
    },
  };
}

/** The matrices of all providers. */
export function shadowTransitions(comparisons: readonly ReplayComparison[]): readonly ShadowTransition[] {
  return comparisons.flatMap(({ provider, transitions }) =>
    transitions.map(({ from, to, count, examples }) => ({ provider, from, to, count, examples: [...examples] })),
  );
}

/**
 * The figures of a run as one. Its readers want numbers: a mean of which nothing is known is 0, and the coverage tells
 * that it is none (internal API, section 7.7).
 * @param compared traces that the rates are of
 */
export function shadowSummary(results: readonly ShadowResult[], compared: number): ShadowRun['summary'] {
  const reclassified = sum(results.map((result) => result.reclassified));
  const [unknown, recovery, blocked] = FIGURES.map((figure) => mean(results.map((result) => result[figure])));
  return {
    provider_count: results.length,
    unknown_rate_avg: unknown ?? 0,
    tempfail_recovery_pct_avg: recovery ?? 0,
    policy_blocked_rate_avg: blocked ?? 0,
    highest_risk_recommendation: mostSevere(results.map(({ recommendation }) => recommendation)),
    reclassified,
    reclassified_share: compared === 0 ? null : rounded(reclassified / compared),
    coverage: coverageOf(results),
  };
}

const NOTHING_COMPARED = 'Of no trace the class is known under both policies.';

function coverageOf(results: readonly ShadowResult[]): ShadowCoverage {
  const count = (kind: keyof ShadowCoverage) => sum(results.map(({ coverage }) => coverage[kind]));
  return {
    exact: count('exact'),
    inferred: count('inferred'),
    indeterminate: count('indeterminate'),
    truncated: count('truncated'),
    unaffected: count('unaffected'),
  };
}

function figuresOf({ undecided, policyBlocked, recovered }: ReplayRates): Figures {
  return {
    unknown_rate: roundedOrNull(undecided),
    tempfail_recovery_pct: roundedOrNull(recovered === null ? null : 100 * recovered),
    policy_blocked_rate: roundedOrNull(policyBlocked),
  };
}

function rangeOf({ atLeast, atMost }: ShareRange): readonly [number, number] {
  return [rounded(atLeast), rounded(atMost)];
}

function mean(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? 0 : rounded(sum(known) / known.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
