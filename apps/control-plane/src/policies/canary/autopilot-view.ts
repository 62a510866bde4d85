import type { AutopilotView } from '@app/contracts';
import { wireTime } from '../../common/wire-time.js';
import type { AutopilotInput } from './autopilot-input.js';
import type { AutopilotState } from './autopilot-state.js';
import { windowEnd } from './autopilot-window.js';

/** The autopilot as pages show it. The clock of the window is shown while it is frozen, too. */
export function autopilotView(state: AutopilotState, input: AutopilotInput): AutopilotView {
  const { settings, canary } = input;
  const { isEnabled, isDryRun, windowMs, requiredHealthyWindows } = settings;
  const isOfStep = canary !== null && canary.key === state.step?.key;
  const next = isEnabled && isOfStep ? windowEnd(state, canary, windowMs) : null;
  return {
    enabled: isEnabled,
    dry_run: isDryRun,
    ...standing(input),
    healthy_windows: isOfStep ? state.healthyWindows : 0,
    required_windows: requiredHealthyWindows,
    window_seconds: windowMs / 1_000,
    next_evaluation_at: next === null ? null : wireTime(next),
    events: state.events,
  };
}

function standing(input: AutopilotInput): Pick<AutopilotView, 'state' | 'because'> {
  const { settings, canary, manuallyRestricted } = input;
  if (!settings.isEnabled) return { state: 'off', because: 'The autopilot is switched off' };
  if (canary === null) return { state: 'idle', because: 'Nothing is on its way' };
  if (manuallyRestricted.length > 0) {
    return { state: 'frozen', because: `A person restricts ${manuallyRestricted.join(', ')}` };
  }
  return { state: 'watching', because: canary.verdict.because };
}
