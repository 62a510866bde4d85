import type { AutopilotEvent, Provider, ProviderMode } from '@app/contracts';

/** What the autopilot can do. */
export type AutopilotDeed =
  | { readonly kind: 'step'; readonly to: number }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'mitigate'; readonly provider: Provider; readonly mode: ProviderMode }
  /** Takes back what it set for a rollout that is over. */
  | { readonly kind: 'lift'; readonly providers: readonly Provider[] };

/** A deed that is decided. It stands in the state until it is done, so that nobody decides the next one meanwhile. */
export interface PendingDeed {
  readonly deed: AutopilotDeed;
  /** The rollout's revision that it was decided from; a human decision since then wins. */
  readonly rolloutRevision: number;
  readonly event: AutopilotEvent;
  readonly decidedAt: number;
}

/** Which step of which canary the state is about. */
export interface WatchedStep {
  readonly key: string;
  readonly version: string;
  readonly percent: number;
}

/** What the autopilot knows between two rounds. Instants are epoch milliseconds. */
export interface AutopilotState {
  /** Null: nothing is on its way. */
  readonly step: WatchedStep | null;
  readonly healthyWindows: number;
  /** When the present window began. */
  readonly windowAt: number;
  /** Since when a provider's figures count, where that is later than the step's begin. */
  readonly anewAt: Readonly<Partial<Record<Provider, number>>>;
  readonly isFrozen: boolean;
  /** A rollback was called for within this window and could not be done, or is only told: not said twice a window. */
  readonly isRollbackSpent: boolean;
  readonly pending: PendingDeed | null;
  /** Newest first. They outlive the rollout that they are about. */
  readonly events: readonly AutopilotEvent[];
}

export const FRESH: AutopilotState = {
  step: null,
  healthyWindows: 0,
  windowAt: 0,
  anewAt: {},
  isFrozen: false,
  isRollbackSpent: false,
  pending: null,
  events: [],
};

const MOST_EVENTS = 50;

export function withEvent(state: AutopilotState, event: AutopilotEvent): AutopilotState {
  return { ...state, events: [event, ...state.events].slice(0, MOST_EVENTS) };
}
