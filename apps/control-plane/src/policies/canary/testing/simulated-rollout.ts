import type { AutopilotEvent, Provider, ProviderMode } from '@app/contracts';
import type { AutopilotInput, AutopilotSettings } from '../autopilot-input.js';
import { type AutopilotState, FRESH } from '../autopilot-state.js';
import { decide, done } from '../autopilot.js';
import { CanaryLedger } from '../canary-ledger.js';
import { type CanaryVerdict, type VerdictSettings, judgeCanary } from '../canary-verdict.js';
import { randomOf } from '../../../common/rates/testing/random.js';
import { type FleetPlan, SimulatedFleet } from './simulated-fleet.js';

/** The service's defaults (docs/configuration). */
export const VERDICT_DEFAULTS: VerdictSettings = {
  minimumWorkers: 1,
  minimumSample: 300,
  thresholds: { unknown_rate: 0.05, tempfail_rate: 0.1, policy_blocked_rate: 0.1 },
};

export const AUTOPILOT_DEFAULTS: AutopilotSettings = {
  isEnabled: true,
  isDryRun: false,
  windowMs: 900_000,
  requiredHealthyWindows: 4,
};

export interface RolloutPlan extends FleetPlan {
  readonly seed: number;
  readonly fromPercent: number;
  /** Whether the rollout ends where it would be widened. */
  readonly isOneStep?: boolean;
  /** After so many windows it is over, whatever it came to. */
  readonly mostWindows: number;
  readonly looksAWindow: number;
  /** For how long everybody's work was watched before the rollout. */
  readonly hoursBefore: number;
}

export interface RolloutCourse {
  readonly outcome: 'everywhere' | 'rolled_back' | 'held';
  /** Windows until the first verdict `fail`, the part of the last one included; null: none. */
  readonly failedAfter: number | null;
  readonly events: readonly AutopilotEvent[];
  readonly verdicts: readonly CanaryVerdict['verdict'][];
}

const HOUR_MS = 3_600_000;
/** When the rollout begins. */
const DAY = 24 * HOUR_MS;

const NORMAL: Readonly<Record<Provider, ProviderMode>> = {
  generic: 'normal',
  gmail: 'normal',
  microsoft: 'normal',
  yahoo: 'normal',
};

/** A rollout from its first percentage to its end, by the same rules as the service, without clock, Redis or fleet. */
export function rollOut(plan: RolloutPlan): RolloutCourse {
  const fleet = new SimulatedFleet(plan, randomOf(plan.seed));
  const ledger = new CanaryLedger();
  const lookMs = AUTOPILOT_DEFAULTS.windowMs / plan.looksAWindow;
  for (let before = plan.hoursBefore; before > 0; before -= 1) {
    ledger.record(fleet.work(DAY - before * HOUR_MS, 3_600, 0, 'next', 'former'));
  }
  const verdicts: CanaryVerdict['verdict'][] = [];
  let [percent, revision, failedAfter] = [plan.fromPercent, 1, null as number | null];
  let modes = NORMAL;
  let state: AutopilotState = FRESH;
  const course = (outcome: RolloutCourse['outcome']) => ({ outcome, failedAfter, events: state.events, verdicts });
  for (let look = 0; look <= plan.mostWindows * plan.looksAWindow; look += 1) {
    const now = DAY + look * lookMs;
    ledger.follow({ key: String(revision), version: 'next', stable: 'former', percent }, now);
    ledger.beginWindow(state.windowAt);
    for (const [provider, at] of Object.entries(state.anewAt)) ledger.beginAnew(provider as Provider, at);
    if (look > 0) ledger.record(fleet.work(now, lookMs / 1_000, percent, 'next', 'former'));
    const input = inputOf(ledger, revision, modes);
    const verdict = input.canary?.verdict.verdict ?? 'hold';
    verdicts.push(verdict);
    if (verdict === 'fail') failedAfter ??= look / plan.looksAWindow;
    const decision = decide(state, input, now);
    state = decision.state;
    const { pending } = state;
    if (decision.deed === null || pending === null) continue;
    state = done(state, pending, now);
    if (decision.deed.kind === 'rollback') return course('rolled_back');
    if (decision.deed.kind === 'mitigate') modes = { ...modes, [decision.deed.provider]: decision.deed.mode };
    if (decision.deed.kind !== 'step') continue;
    if (decision.deed.to === 100 || plan.isOneStep) return course('everywhere');
    percent = decision.deed.to;
    revision += 1;
    look -= 1; // the next step begins at once
  }
  return course('held');
}

function inputOf(ledger: CanaryLedger, revision: number, autopilotModes: AutopilotInput['autopilotModes']) {
  const { figures } = ledger;
  if (figures === null) throw new Error('A canary is on its way');
  const nobody = { workers: 0, silent: 0 };
  const unprobed = new Set(Object.keys(autopilotModes).filter((name) => autopilotModes[name as Provider] === 'drain'));
  const verdict = judgeCanary(figures, VERDICT_DEFAULTS, {
    unprobed: unprobed as ReadonlySet<Provider>,
    heard: { cohort: nobody, rest: nobody },
  });
  const { key, version, percent } = figures.step;
  const canary = { key, version, percent, watchedSince: figures.since, verdict, newInWindow: ledger.newInWindow };
  const common = { settings: AUTOPILOT_DEFAULTS, rolloutRevision: revision, stable: 'former' };
  return { ...common, canary, manuallyRestricted: [], autopilotModes } satisfies AutopilotInput;
}
