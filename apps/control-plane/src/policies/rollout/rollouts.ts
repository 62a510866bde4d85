import type { Observable } from 'rxjs';
import type { RolloutRecord } from './rollout-record.js';

/** Who wants it and why. */
export interface RolloutWish {
  readonly triggeredBy: string;
  readonly actor: string;
  readonly source: 'operator' | 'automation';
  readonly notes: string;
  readonly requestId: string | null;
  /** The revision it was decided from; somebody else's decision since then makes it a `Failure intent_changed`. */
  readonly ifRevision?: number;
}

/** The rollout as other modules see it. Reading is from memory. */
export abstract class Rollouts {
  abstract readonly isLoaded: boolean;
  abstract current(): RolloutRecord;
  /** Fires when anything about the rollout has changed. */
  abstract readonly changes: Observable<void>;
  /**
   * Widens the canary that is under way, after its payload was checked again.
   * @throws Failure policy_nothing_to_fall_back_to when there is none; policy_payload_changed, policy_invalid,
   * laravel_*; intent_changed, intents_unknown, store_unavailable
   */
  abstract step(percent: number, wish: RolloutWish): Promise<RolloutRecord>;
  /**
   * Returns to what was healthy before; asks nobody, not even Laravel.
   * @throws Failure policy_nothing_to_fall_back_to, intent_changed, intents_unknown, store_unavailable
   */
  abstract rollBack(wish: RolloutWish): Promise<RolloutRecord>;
}
