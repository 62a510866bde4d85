import type { ShadowResult, ShadowRun, ShadowRunState } from '@app/contracts';
import type { ReplayComparison } from '@app/smtp-policy';
import { wireTime, wireTimeOrNull } from '../../common/wire-time.js';
import { shadowResult, shadowSummary, shadowTransitions } from './shadow-results.js';
import type { ShadowThresholds } from './shadow-thresholds.js';
import type { ShadowWish } from './shadow-wish.js';

/** What is known of a run before its traces. Instants are epoch milliseconds. */
export interface ShadowRunHead {
  readonly runUuid: string;
  readonly wish: ShadowWish;
  readonly startedAt: number;
  readonly activeVersion: string;
  readonly candidateChecksum: string;
  readonly activeChecksum: string | null;
  readonly isIdentical: boolean;
}

/** What a replay found. */
export interface ReplayFindings {
  readonly comparisons: readonly ReplayComparison[];
  readonly observedFrom: number | null;
  readonly observedTo: number | null;
}

export const NOTHING_FOUND: ReplayFindings = { comparisons: [], observedFrom: null, observedTo: null };

/** A run that ended well. */
export function doneRun(
  head: ShadowRunHead,
  findings: ReplayFindings,
  thresholds: ShadowThresholds,
  now: number,
): ShadowRun {
  const results = findings.comparisons.map((comparison) => shadowResult(comparison, thresholds));
  const compared = findings.comparisons.reduce((total, one) => total + one.compared, 0);
  return {
    ...run(head, 'done', results, now),
    summary: shadowSummary(results, compared),
    traces: results.reduce((total, { traces }) => total + traces, 0),
    transitions: shadowTransitions(findings.comparisons),
    observed_from: wireTimeOrNull(findings.observedFrom),
    observed_to: wireTimeOrNull(findings.observedTo),
  };
}

/** A run that has no results: it is under way, or it was ended. Nothing is claimed of the candidate, nor that it is fine. */
export function emptyRun(
  head: ShadowRunHead,
  state: Exclude<ShadowRunState, 'done'>,
  problem: string | null,
  now: number,
): ShadowRun {
  const empty = run(head, state, [], now);
  return { ...empty, problem, summary: { ...empty.summary, highest_risk_recommendation: 'set_cautious' } };
}

function run(head: ShadowRunHead, state: ShadowRunState, results: readonly ShadowResult[], now: number): ShadowRun {
  const { wish } = head;
  const names = results.map(({ provider }) => provider).sort();
  return {
    run_uuid: head.runUuid,
    candidate_version: wish.candidate,
    active_version: head.activeVersion,
    triggered_by: wish.triggeredBy,
    ...(wish.notes !== '' && { notes: wish.notes }),
    evaluated_at: wireTime(now),
    providers: names.length === 0 ? ['generic'] : names, // readers take the first one (internal API, section 7.7)
    results,
    summary: shadowSummary(results, 0),
    state,
    limited_to: wish.providers,
    candidate_checksum: head.candidateChecksum,
    active_checksum: head.activeChecksum,
    is_identical: head.isIdentical,
    traces: 0,
    transitions: [],
    observed_from: null,
    observed_to: null,
    duration_ms: Math.max(0, now - head.startedAt),
    problem: null,
  };
}
