import type { RolloutRecord } from '../rollout/rollout-record.js';

/** One step of a canary: a version at a percentage, from one decision on. */
export interface CanaryStep {
  /** The same for the same step on every replica; another decision about the same version and percentage differs. */
  readonly key: string;
  readonly version: string;
  /** What everybody else runs; null: no version, the rules that workers are built with. */
  readonly stable: string | null;
  readonly percent: number;
}

/**
 * The step that is under way, or null. A check of some other version changes the rollout's revision and is no new
 * step, so the step is told apart by the decision that made it.
 */
export function stepOf(rollout: RolloutRecord): CanaryStep | null {
  const { canary, stable, history } = rollout;
  if (canary === null) return null;
  const { version, percent } = canary;
  const decision = history.find((entry) => entry.action !== 'validate');
  return { key: `${version} ${percent} ${decision?.revision ?? ''}`, version, stable, percent };
}
