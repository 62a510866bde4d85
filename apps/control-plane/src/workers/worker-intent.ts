import type { DesiredState } from '@app/contracts';

/** What somebody decided: who, why, when, until when. Times are epoch milliseconds. */
export interface DecisionRecord {
  readonly actor: string;
  readonly reason: string;
  readonly at: number;
  /** When it stops counting; null means when somebody changes it. */
  readonly expiresAt: number | null;
}

export interface Wish extends DecisionRecord {
  readonly desired: DesiredState;
}

/** What was decided about one worker, in two layers. It outlives the worker's presence. */
export interface WorkerIntent {
  /** What the worker is wished to do; null when nobody ever wished anything, or the wish has expired. */
  readonly wish: Wish | null;
  /** Covers the wish and does not erase it; null when not quarantined. */
  readonly quarantine: DecisionRecord | null;
  /** Grows by one with every write; 0 means never written. */
  readonly revision: number;
}

export const NO_INTENT: WorkerIntent = { wish: null, quarantine: null, revision: 0 };

/** What an action comes to. */
export type Outcome =
  | { readonly kind: 'applied'; readonly next: WorkerIntent }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly because: 'worker_quarantined' };

/** The wish that counts at `now`, quarantine or not. */
export function wishedState(intent: WorkerIntent, now: number): DesiredState {
  return counts(intent.wish, now) ? intent.wish.desired : 'running';
}

export function isQuarantined(intent: WorkerIntent, now: number): boolean {
  return counts(intent.quarantine, now);
}

/** What the worker is told at `now`: `draining` while quarantined, else the wish, else `running`. */
export function desiredState(intent: WorkerIntent, now: number): DesiredState {
  return isQuarantined(intent, now) ? 'draining' : wishedState(intent, now);
}

/** Stops the worker from claiming. Pausing twice is not an error: the later reason and expiry count. */
export function pause(current: WorkerIntent, decision: DecisionRecord): Outcome {
  return wish(current, 'paused', decision);
}

/** As pause; says that what runs is to be finished before the host is touched. */
export function drain(current: WorkerIntent, decision: DecisionRecord): Outcome {
  return wish(current, 'draining', decision);
}

/** Lets the worker claim again. Refused while quarantined: it would look as if it had an effect. */
export function resume(current: WorkerIntent, decision: DecisionRecord): Outcome {
  if (isQuarantined(current, decision.at)) return { kind: 'refused', because: 'worker_quarantined' };
  return wish(current, 'running', { ...decision, expiresAt: null });
}

/** Takes the worker out of service until somebody takes it back or it expires; the wish below stays. */
export function quarantine(current: WorkerIntent, decision: DecisionRecord): Outcome {
  return applied(current, { quarantine: decision });
}

/** Lifts the quarantine: what was wished below it counts again. */
export function unquarantine(current: WorkerIntent): Outcome {
  return current.quarantine === null ? { kind: 'unchanged' } : applied(current, { quarantine: null });
}

/** The intent without the layers that stopped counting by `now`; null when nothing did. */
export function withoutExpired(current: WorkerIntent, now: number): WorkerIntent | null {
  const wishOver = current.wish !== null && !counts(current.wish, now);
  const quarantineOver = current.quarantine !== null && !counts(current.quarantine, now);
  if (!wishOver && !quarantineOver) return null;
  return {
    wish: wishOver ? null : current.wish,
    quarantine: quarantineOver ? null : current.quarantine,
    revision: current.revision + 1,
  };
}

function wish(current: WorkerIntent, desired: DesiredState, decision: DecisionRecord): Outcome {
  return applied(current, { wish: { ...decision, desired } });
}

function applied(current: WorkerIntent, layer: Partial<WorkerIntent>): Outcome {
  return { kind: 'applied', next: { ...current, ...layer, revision: current.revision + 1 } };
}

function counts<Layer extends DecisionRecord>(layer: Layer | null, now: number): layer is Layer {
  return layer !== null && (layer.expiresAt === null || layer.expiresAt > now);
}
