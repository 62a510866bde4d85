import type { Provider, ProviderMode } from '@app/contracts';
import type { CanaryVerdict } from './canary-verdict.js';

export interface AutopilotSettings {
  readonly isEnabled: boolean;
  readonly isDryRun: boolean;
  readonly windowMs: number;
  readonly requiredHealthyWindows: number;
}

/** Everything the autopilot decides from, besides its own state and the time. */
export interface AutopilotInput {
  readonly settings: AutopilotSettings;
  readonly rolloutRevision: number;
  /** What everybody runs who runs no canary. */
  readonly stable: string | null;
  /** Null: nothing is on its way. */
  readonly canary: {
    readonly key: string;
    readonly version: string;
    readonly percent: number;
    /** Since when this process watches the step: what happened before it cannot judge. */
    readonly watchedSince: number;
    readonly verdict: CanaryVerdict;
    /** Probes since the window began, on the side that had fewer. */
    readonly newInWindow: number;
  } | null;
  readonly manuallyRestricted: readonly Provider[];
  /** `normal` where the autopilot has set nothing. */
  readonly autopilotModes: Readonly<Record<Provider, ProviderMode>>;
}

export type WatchedCanary = NonNullable<AutopilotInput['canary']>;
