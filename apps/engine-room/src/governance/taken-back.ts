import type { RolloutView } from '@app/contracts';

/** The event and the decision that it led to are written one after the other. */
const TOGETHER_MS = 60_000;

/** The version that the autopilot took back with the decision that counts now; null where it was another decision. */
export function takenBackByAutopilot({ state, decision, autopilot }: RolloutView): string | null {
  if (state !== 'stable' || decision === null) return null;
  const decidedAt = Date.parse(decision.at);
  const event = autopilot.events.find(
    ({ action, at, is_dry_run: isDryRun }) =>
      action === 'rollback' && !isDryRun && Math.abs(Date.parse(at) - decidedAt) < TOGETHER_MS,
  );
  return event?.version ?? null;
}
