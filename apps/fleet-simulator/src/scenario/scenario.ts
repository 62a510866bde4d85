import type { Provider } from '@app/contracts';

/** From `at_seconds` on, a provider's rates move to these over `over_seconds` and stay there. */
export interface ProviderRateStep {
  readonly what: 'provider_rate';
  readonly at_seconds: number;
  readonly provider: Provider;
  /** Fractions 0..1 of the probed e-mails; what is absent stays as it is. */
  readonly tempfail?: number;
  readonly reject?: number;
  /** All that is risky, temporary failures included, as workers report it. */
  readonly unknown?: number;
  readonly over_seconds?: number;
}

/** The workers cannot be heard, as if their network were cut; they go on working. */
export interface SilenceStep {
  readonly what: 'silence';
  readonly at_seconds: number;
  readonly workers: readonly string[];
  readonly for_seconds: number;
}

/** The worker's process ends and starts again at once. */
export interface RestartStep {
  readonly what: 'restart';
  readonly at_seconds: number;
  readonly worker: string;
}

export type ScenarioStep = ProviderRateStep | SilenceStep | RestartStep;

/** What happens to the fleet; times are seconds since its start. */
export type Scenario = readonly ScenarioStep[];
