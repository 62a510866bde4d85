import { type AutopilotEvent, PROVIDERS } from '@app/contracts';
import { wireTime } from '../../common/wire-time.js';
import type { AutopilotInput, WatchedCanary } from './autopilot-input.js';
import { type AutopilotDeed, type AutopilotState, type PendingDeed, withEvent } from './autopilot-state.js';
import { judgeWindow } from './autopilot-window.js';

/** How long whoever decided a deed has to do it, before any replica does it instead. */
const DEED_MS = 5_000;

/** The state afterwards, the same object if nothing has changed, and what is to be done now. */
export interface AutopilotDecision {
  readonly state: AutopilotState;
  readonly deed: AutopilotDeed | null;
}

/**
 * One round of the canary autopilot (contract, section 8.5; docs/decisions/0008). At most one deed a round; it also
 * stands in the returned state as pending, which is written before the deed is done, so that one replica decides.
 */
export function decide(state: AutopilotState, input: AutopilotInput, now: number): AutopilotDecision {
  const { canary, settings, manuallyRestricted } = input;
  if (!settings.isEnabled) return unchanged(state);
  if (state.pending !== null && now - state.pending.decidedAt < DEED_MS) return unchanged(state);
  if (state.pending !== null && isVoid(state.pending, input)) return unchanged(dropped(state));
  if (manuallyRestricted.length > 0) return unchanged(frozen(state, input, now));
  if (state.pending !== null) {
    const pending = { ...state.pending, decidedAt: now };
    return { state: { ...state, pending }, deed: pending.deed };
  }
  if (isOver(state, input)) return over(state, input, now);
  if (canary === null) return unchanged(state);
  if (canary.key !== state.step?.key) return unchanged(begun(state, input, canary, now));
  if (state.isFrozen) return unchanged({ ...state, isFrozen: false });
  return judgeWindow(state, input, canary, now);
}

/** The state after `deed` was done, whoever has changed the state meanwhile. */
export function done(state: AutopilotState, { deed, event, decidedAt }: PendingDeed, now: number): AutopilotState {
  const pending = state.pending?.decidedAt === decidedAt ? null : state.pending;
  const after = withEvent({ ...state, pending }, { ...event, at: wireTime(now) });
  if (deed.kind !== 'mitigate') return after;
  return { ...after, healthyWindows: 0, windowAt: now, anewAt: { ...state.anewAt, [deed.provider]: now } };
}

/** The state after somebody else's decision made the pending deed pointless: it is judged anew. */
export function dropped(state: AutopilotState): AutopilotState {
  return { ...state, pending: null, isRollbackSpent: false };
}

/** The state after the pending deed was refused for a reason that waiting does not mend. */
export function refused(state: AutopilotState, because: string, now: number): AutopilotState {
  const { pending } = state;
  if (pending === null) return state;
  const text = `${pending.event.action} was decided (${pending.event.because}) and refused: ${because}`;
  const event = { ...pending.event, at: wireTime(now), action: 'hold', because: text } as const;
  return withEvent({ ...state, pending: null, windowAt: now, isRollbackSpent: true }, event);
}

function unchanged(state: AutopilotState): AutopilotDecision {
  return { state, deed: null };
}

/** Somebody has decided since, about the rollout or about a provider: what was decided before does not count now. */
function isVoid({ deed, rolloutRevision }: PendingDeed, input: AutopilotInput): boolean {
  if (input.settings.isDryRun) return true;
  if (deed.kind === 'lift') return false;
  return input.rolloutRevision !== rolloutRevision || input.manuallyRestricted.length > 0;
}

function frozen(state: AutopilotState, { canary, settings, manuallyRestricted }: AutopilotInput, now: number) {
  if (state.isFrozen || canary === null) return state;
  const event: AutopilotEvent = {
    at: wireTime(now),
    action: 'freeze',
    is_dry_run: settings.isDryRun,
    version: canary.version,
    percent: canary.percent,
    provider: null,
    because: `A person restricts ${manuallyRestricted.join(', ')}; nothing is decided until that is lifted`,
  };
  return withEvent({ ...state, isFrozen: true }, event);
}

/** The rollout that the state is about has ended, whoever ended it. */
function isOver({ step }: AutopilotState, { canary, autopilotModes }: AutopilotInput): boolean {
  if (step !== null) return step.version !== canary?.version;
  return canary === null && PROVIDERS.some((provider) => autopilotModes[provider] !== 'normal');
}

/** Modes that were set for a rollout end with it; then the state is cleared. */
function over(state: AutopilotState, input: AutopilotInput, now: number): AutopilotDecision {
  const { settings, autopilotModes, stable, rolloutRevision } = input;
  const providers = PROVIDERS.filter((provider) => autopilotModes[provider] !== 'normal');
  const { version = stable ?? '', percent = 100 } = state.step ?? {};
  const end = stable === version ? 'Everybody runs it now' : 'It is no longer being rolled out';
  const lifting = providers.length === 0 ? '' : `; what was set for ${providers.join(', ')} is lifted`;
  const event: AutopilotEvent = {
    at: wireTime(now),
    action: 'finish',
    is_dry_run: settings.isDryRun,
    version,
    percent: stable === version ? 100 : percent,
    provider: null,
    because: `${end}${lifting}`,
  };
  const cleared: AutopilotState = { ...state, step: null, healthyWindows: 0, anewAt: {}, isFrozen: false };
  if (providers.length === 0 || settings.isDryRun) {
    return unchanged(state.step === null ? state : withEvent(cleared, event));
  }
  const deed: AutopilotDeed = { kind: 'lift', providers };
  return { state: { ...cleared, pending: { deed, rolloutRevision, event, decidedAt: now } }, deed };
}

function begun(state: AutopilotState, { settings }: AutopilotInput, canary: WatchedCanary, now: number) {
  const { key, version, percent } = canary;
  const event: AutopilotEvent = {
    at: wireTime(now),
    action: 'start',
    is_dry_run: settings.isDryRun,
    version,
    percent,
    provider: null,
    because: `${version} is told to ${percent} % of the fleet; figures begin anew`,
  };
  const step = { key, version, percent };
  const begin = { step, healthyWindows: 0, windowAt: now, anewAt: {}, isFrozen: false, isRollbackSpent: false };
  return withEvent({ ...state, ...begin }, event);
}
