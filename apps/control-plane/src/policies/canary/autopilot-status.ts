import type { AutopilotView } from '@app/contracts';

/** How the autopilot stands, for whoever shows the rollout. */
export abstract class AutopilotStatus {
  abstract view(now: number): AutopilotView;
}
