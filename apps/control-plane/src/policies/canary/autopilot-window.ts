import {
  type AutopilotEvent,
  PROVIDERS,
  type Provider,
  type ProviderMode,
  type ProviderVerdict,
  ROLLOUT_STEPS,
} from '@app/contracts';
import { wireTime } from '../../common/wire-time.js';
import type { AutopilotInput, WatchedCanary } from './autopilot-input.js';
import { type AutopilotDeed, type AutopilotState, withEvent } from './autopilot-state.js';
import { whyOf } from './canary-verdict.js';

/** One mode further (contract, section 8.5). */
const STRICTER: Readonly<Record<ProviderMode, ProviderMode | null>> = {
  normal: 'cautious',
  cautious: 'degraded_probe',
  degraded_probe: 'drain',
  drain: null,
  quarantine: null,
};

interface WindowDecision {
  readonly state: AutopilotState;
  readonly deed: AutopilotDeed | null;
}

type Round = readonly [state: AutopilotState, input: AutopilotInput, canary: WatchedCanary, now: number];

/**
 * What a step's figures call for. A total that is clearly worse is taken back at once; everything else waits for the
 * window's end.
 */
export function judgeWindow(...round: Round): WindowDecision {
  const [state, { settings }, canary, now] = round;
  const { verdict } = canary;
  if (verdict.isClearFailure && !state.isRollbackSpent) return rollback(round, whyOf(verdict.all, 'fail'));
  return now >= windowEnd(state, canary, settings.windowMs) ? endOfWindow(round) : { state, deed: null };
}

/** When the present window ends: a whole window after it began and after this process began to watch. */
export function windowEnd(
  { windowAt }: Pick<AutopilotState, 'windowAt'>,
  { watchedSince }: Pick<WatchedCanary, 'watchedSince'>,
  windowMs: number,
): number {
  return Math.max(windowAt, watchedSince) + windowMs;
}

function endOfWindow(round: Round): WindowDecision {
  const [, { autopilotModes }, { verdict, newInWindow }] = round;
  if (verdict.all.verdict === 'fail') return rollback(round, whyOf(verdict.all, 'fail'));
  const failing = verdict.providers.filter((provider) => provider.verdict === 'fail');
  const hopeless = failing.find(({ provider }) => STRICTER[modeOf(provider, autopilotModes)] === null);
  if (hopeless !== undefined) {
    return rollback(round, `${hopeless.provider} is drained already and still worse. ${whyOf(hopeless, 'fail')}`);
  }
  const [worse] = failing;
  if (worse !== undefined) return mitigation(round, worse);
  if (newInWindow === 0) return told(round, 'hold', 'Nothing new in this window: one side probed nothing');
  if (verdict.verdict !== 'pass') return told(round, 'hold', verdict.because);
  const mitigated = unproven(round);
  if (mitigated !== null) return told(round, 'hold', mitigated);
  return healthy(round);
}

/** A provider that was mitigated is healthy when it passes, not when nothing is heard of it any more. */
function unproven([, { autopilotModes }, { verdict }]: Round): string | null {
  const passes = (provider: Provider) =>
    verdict.providers.some((row) => row.provider === provider && row.verdict === 'pass');
  const provider = PROVIDERS.find((name) => autopilotModes[name] !== 'normal' && !passes(name));
  if (provider === undefined) return null;
  return `${provider} was set to ${autopilotModes[provider]} and does not pass there; a person has to decide`;
}

function healthy(round: Round): WindowDecision {
  const [state, { settings }, { percent, verdict }, now] = round;
  const windows = state.healthyWindows + 1;
  const counted = `Healthy window ${windows} of ${settings.requiredHealthyWindows}. ${verdict.because}`;
  const next = ROLLOUT_STEPS.find((step) => step > percent);
  if (windows < settings.requiredHealthyWindows || next === undefined) {
    return counting(told(round, 'healthy_window', counted), windows);
  }
  const because = `From ${percent} % to ${next} % after ${windows} healthy windows. ${verdict.because}`;
  const event = eventOf(round, 'step', because, null, next);
  // In a dry run the next percentage never comes: windows are counted anew.
  const kept = settings.isDryRun ? 0 : windows;
  return decided(round, { ...state, healthyWindows: kept, windowAt: now }, { kind: 'step', to: next }, event);
}

function counting({ state, deed }: WindowDecision, healthyWindows: number): WindowDecision {
  return { state: { ...state, healthyWindows }, deed };
}

function rollback(round: Round, because: string): WindowDecision {
  const [state, , { percent }, now] = round;
  const event = eventOf(round, 'rollback', `Taken back at ${percent} %: ${because}`);
  return decided(round, { ...state, windowAt: now, isRollbackSpent: true }, { kind: 'rollback' }, event);
}

function mitigation(round: Round, worse: ProviderVerdict): WindowDecision {
  const [state, { autopilotModes }, , now] = round;
  const provider = worse.provider as Provider; // rows of single providers; `all` stands apart
  const mode = STRICTER[modeOf(provider, autopilotModes)] ?? 'drain';
  const because = `${provider} from ${autopilotModes[provider]} to ${mode}: ${whyOf(worse, 'fail')}`;
  const event = eventOf(round, 'mitigate', because, provider);
  return decided(round, { ...state, healthyWindows: 0, windowAt: now }, { kind: 'mitigate', provider, mode }, event);
}

/** A dry run only tells; else the deed stands as pending until it is done. */
function decided(round: Round, state: AutopilotState, deed: AutopilotDeed, event: AutopilotEvent): WindowDecision {
  const [, { settings, rolloutRevision }, , now] = round;
  if (settings.isDryRun) return { state: withEvent(state, event), deed: null };
  return { state: { ...state, pending: { deed, rolloutRevision, event, decidedAt: now } }, deed };
}

/** The window ends with nothing done; the next one begins. */
function told(round: Round, action: AutopilotEvent['action'], because: string): WindowDecision {
  const [state, , , now] = round;
  const next = { ...state, windowAt: now, isRollbackSpent: false };
  return { state: withEvent(next, eventOf(round, action, because)), deed: null };
}

function eventOf(
  [, { settings }, { version, percent }, now]: Round,
  action: AutopilotEvent['action'],
  because: string,
  provider: Provider | null = null,
  to = percent,
): AutopilotEvent {
  return { at: wireTime(now), action, is_dry_run: settings.isDryRun, version, percent: to, provider, because };
}

function modeOf(provider: ProviderVerdict['provider'], modes: AutopilotInput['autopilotModes']): ProviderMode {
  return provider === 'all' ? 'normal' : modes[provider];
}
