import type { RolloutView } from '@app/contracts';
import { callOperator } from './operator-call.js';
import type { Demonstration } from './demo-targets.js';

/** The version of the recording that the stand-in's traces come from. */
const FIRST_VERSION = 'v4.2.0';

/**
 * What the control plane of a demonstration is told besides: workers use policies, and a canary is judged within minutes
 * instead of hours. What the terminal's environment says counts more.
 */
export function demoEnvironment(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const usual = {
    PROVIDER_POLICY_ENGINE_ENABLED: 'true',
    ADAPTIVE_RETRY_ENABLED: 'true',
    POLICY_CANARY_AUTOPILOT_ENABLED: 'true',
    POLICY_CANARY_WINDOW_SECONDS: '30',
    POLICY_CANARY_REQUIRED_HEALTH_WINDOWS: '2',
    POLICY_CANARY_MIN_SAMPLE: '150', // a dozen workers make some 60 probes a second, a quarter of them in a canary
  };
  return Object.fromEntries(Object.entries(usual).filter(([key]) => !environment[key]?.trim()));
}

/**
 * Validates a first policy and gives it to everybody, as an operator would. Where a version was ever promoted, and where
 * the Redis is somebody else's, nothing is done: what is decided there stays.
 * @param signal ends it, whatever it waits for
 * @throws Error when the control plane refuses; the signal's reason when it aborts
 */
export async function rollOutFirstPolicy(stack: Demonstration, signal: AbortSignal): Promise<void> {
  if (stack.redis === null) return;
  const { state } = await callOperator<RolloutView>(stack, 'GET', '/api/policies/rollout', { signal });
  if (state !== 'none') return;
  const decide = (route: string, more: object) => {
    const body = { version: FIRST_VERSION, notes: 'first policy of the demonstration', ...more };
    return callOperator(stack, 'POST', route, { body, signal });
  };
  await decide('/api/policies/validate', {});
  await decide('/api/policies/promote', { canary_percent: 100 });
}
