import { DESIRED_STATES, PROVIDERS, type DesiredState, type Provider } from '@app/contracts';
import { PROVIDER_MODES, type ProviderMode, type WorkerState } from './worker-state.js';

const COMMANDS: Readonly<Record<string, DesiredState>> = {
  pause: 'paused',
  resume: 'running',
  run: 'running',
  drain: 'draining',
  stop: 'stopped',
};

/**
 * The worker after the answer to its beat: the desired state counts, then each command in order; what it does not know
 * changes nothing (worker behaviour, section 3.1).
 * @param answer parsed body of a 2xx answer, whatever it is
 */
export function heard(state: WorkerState, answer: unknown): WorkerState {
  const { desired_state: told, commands } = record(answer);
  const word = typeof told === 'string' ? told.toLowerCase() : '';
  const obeyed = DESIRED_STATES.find((known) => known === word) ?? state.desired;
  const list: readonly unknown[] = Array.isArray(commands) ? commands : [];
  const desired = list.reduce<DesiredState>((current, command) => COMMANDS[String(command)] ?? current, obeyed);
  return { ...state, desired };
}

/**
 * By what number the answer to a beat says which policies are in force; null when it does not. Workers of today do not
 * read it.
 * @param answer parsed body of a 2xx answer, whatever it is
 */
export function policyReload(answer: unknown): number | null {
  const { policy_reload: told } = record(answer);
  return typeof told === 'number' ? told : null;
}

/**
 * The worker after a good policy poll (worker behaviour, section 4): a list of modes replaces the former if it names at
 * least one known provider, so modes cannot be cleared by leaving them out; an unknown mode counts as `normal`.
 * @param answer parsed body of a 2xx answer, whatever it is
 */
export function polled(state: WorkerState, answer: unknown): WorkerState {
  const data = record(record(answer)['data']);
  const version = data['active_version'];
  const modes = modesOf(data['modes']);
  return {
    ...state,
    policy: {
      engineEnabled: data['policy_engine_enabled'] === true,
      adaptiveRetryEnabled: data['adaptive_retry_enabled'] === true,
      activeVersion: typeof version === 'string' ? version : '',
      modes: Object.keys(modes).length > 0 ? modes : state.policy.modes,
    },
  };
}

/** What a worker falls back to when its poll fails: version and modes stay, the switches are those of its environment. */
export function pollFailed(
  state: WorkerState,
  environment: { readonly policyEngineEnabled: boolean; readonly adaptiveRetryEnabled: boolean },
): WorkerState {
  const { policyEngineEnabled: engineEnabled, adaptiveRetryEnabled } = environment;
  return { ...state, policy: { ...state.policy, engineEnabled, adaptiveRetryEnabled } };
}

/**
 * Whether the worker probes that provider's servers, or marks every address risky instead. The trust tiers a worker
 * can be given never allow probing in `degraded_probe` (worker behaviour, section 5).
 */
export function probes(state: WorkerState, provider: Provider): boolean {
  return !['drain', 'quarantine', 'degraded_probe'].includes(state.policy.modes[provider] ?? 'normal');
}

function modesOf(list: unknown): Partial<Record<Provider, ProviderMode>> {
  const modes: Partial<Record<Provider, ProviderMode>> = {};
  for (const entry of Array.isArray(list) ? list : []) {
    const { provider, mode } = record(entry);
    const known = PROVIDERS.find((name) => name === provider);
    if (known) modes[known] = PROVIDER_MODES.find((name) => name === mode) ?? 'normal';
  }
  return modes;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
