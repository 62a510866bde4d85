import type { Convergence, Decision, Explanation, Presence, WorkerIntentView, WorkerRow } from '@app/contracts';
import { readableTime, wireTime, wireTimeOrNull } from '../common/wire-time.js';
import { ratesOf } from './counter-window.js';
import type { WorkerRecord } from './fleet-view.js';
import { type DecisionRecord, type WorkerIntent, desiredState, isQuarantined, wishedState } from './worker-intent.js';

/** How long a worker may take to reach a desired state before that is trouble, in milliseconds. */
export interface ConvergenceLimits {
  readonly stuckDesiredGraceMs: number;
}

/** Everything a worker's row is made of. */
export interface WorkerFacts {
  readonly record: WorkerRecord;
  readonly intent: WorkerIntent;
  readonly presence: Presence;
}

/** The worker as the table and the live stream show it. */
export function workerRow(
  { record, intent, presence }: WorkerFacts,
  limits: ConvergenceLimits,
  now: number,
): WorkerRow {
  const { report } = record;
  const desired = desiredState(intent, now);
  const agrees = report.status === desired;
  return {
    worker_id: report.worker_id,
    host: report.host ?? '',
    ip_address: report.ip_address ?? '',
    pool: report.pool ?? '',
    presence,
    status: report.status,
    desired_state: desired,
    quarantined: isQuarantined(intent, now),
    convergence: convergenceOf(record, intent, agrees),
    converging_since: agrees ? null : wireTimeOrNull(record.convergingSince),
    last_heartbeat_at: wireTime(record.receivedAt),
    session_strategy_id: report.session_strategy_id ?? '',
    rates: ratesOf(record.window),
    intent: intentView(intent, now),
    why: explain({ record, intent, presence }, limits, now),
  };
}

/** How far the last decision has come. The worker's word is an echo of what it was told a beat earlier. */
function convergenceOf(record: WorkerRecord, intent: WorkerIntent, agrees: boolean): Convergence {
  if (record.toldRevision < intent.revision && !agrees) return 'accepted';
  return agrees ? 'effective' : 'told';
}

function intentView(intent: WorkerIntent, now: number): WorkerIntentView {
  return {
    desired: wishedState(intent, now),
    decision: decisionView(intent.wish),
    quarantine: isQuarantined(intent, now) ? decisionView(intent.quarantine) : null,
    revision: intent.revision,
  };
}

/** A decision as the wire has it. */
export function decisionView(decision: DecisionRecord | null): Decision | null {
  if (decision === null) return null;
  const { actor, reason, at, expiresAt } = decision;
  return { actor, reason, at: wireTime(at), expires_at: wireTimeOrNull(expiresAt) };
}

/** Why the worker is as it is: what matters most comes first. */
export function explain(facts: WorkerFacts, limits: ConvergenceLimits, now: number): Explanation {
  const { record, intent, presence } = facts;
  const decided = decidedText(intent, now);
  const lastHeard = `last heard ${readableTime(record.receivedAt)}`;
  if (presence === 'silent') return { code: 'silent', text: `Silent, ${lastHeard}. ${decided}` };
  if (presence === 'late') return { code: 'late', text: `Late, ${lastHeard}. ${decided}` };
  const desired = desiredState(intent, now);
  if (record.report.status !== desired) return explainConverging(facts, desired, limits, now);
  if (isQuarantined(intent, now)) return { code: 'quarantined', text: decided };
  if (intent.wish === null) return { code: 'never_decided', text: decided };
  return { code: 'as_wished', text: decided };
}

function explainConverging(facts: WorkerFacts, desired: string, limits: ConvergenceLimits, now: number): Explanation {
  const { record, intent } = facts;
  const decided = decidedText(intent, now);
  const since = record.convergingSince ?? now;
  if (now - since > limits.stuckDesiredGraceMs) {
    const text = `Told to be ${desired} since ${readableTime(since)} and still says ${record.report.status}. ${decided}`;
    return { code: 'not_converging', text };
  }
  if (record.toldRevision < intent.revision) {
    return { code: 'waiting_for_beat', text: `Will be told to be ${desired} with its next beat. ${decided}` };
  }
  return { code: 'told_not_confirmed', text: `Told to be ${desired}; its next beat confirms it. ${decided}` };
}

const WISH_WORDS = { running: 'Resumed', paused: 'Paused', draining: 'Drained', stopped: 'Stopped' } as const;

function decidedText(intent: WorkerIntent, now: number): string {
  if (isQuarantined(intent, now)) {
    const below = wishedState(intent, now);
    return `${byWhom('Quarantined', intent.quarantine)} Below it: ${below}.`;
  }
  const { wish } = intent;
  if (wish === null || (wish.expiresAt !== null && wish.expiresAt <= now)) return 'Runs; nobody decided otherwise.';
  return byWhom(WISH_WORDS[wish.desired], wish);
}

function byWhom(verb: string, decision: DecisionRecord | null): string {
  if (decision === null) return '';
  const until = decision.expiresAt === null ? '' : ` until ${readableTime(decision.expiresAt)}`;
  const reason = decision.reason === '' ? 'no reason given' : decision.reason;
  return `${verb} by ${decision.actor} at ${readableTime(decision.at)}${until}: ${reason}.`;
}
