import type { Provider, ProviderMode } from '@app/contracts';

/** What other modules ask and tell about provider modes. Reading is from memory. */
export abstract class ProviderModes {
  /** The mode for workers of no known pool: manual if set, else the most restrictive of the automatic ones. */
  abstract effective(provider: Provider, now: number): ProviderMode;
  /** Providers with a manual mode other than `normal` that counts at `now`. */
  abstract manuallyRestricted(now: number): readonly Provider[];
  /** The mode that the autopilot has set; `normal` when none. */
  abstract autopilotMode(provider: Provider): ProviderMode;
  /**
   * Sets or lifts (`null`) what the autopilot wishes. A manual mode stays above it.
   * @throws Failure intents_unknown, intent_changed, store_unavailable
   */
  abstract setAutopilotMode(provider: Provider, mode: ProviderMode | null, reason: string): Promise<void>;
}
