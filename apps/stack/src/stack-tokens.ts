import type { DataDirectory } from './data-directory.js';

/** What opens the control plane. */
export interface StackTokens {
  /** Everything. It leaves this machine with nobody but the person at the terminal. */
  readonly operator: string;
  /** Heartbeat and policies only: what lies on hosts, where more people read than should decide. */
  readonly worker: string;
}

/**
 * The tokens of a stack: those that were asked for, else some made at random once and kept.
 * @param operator null or absent when none was asked for
 * @param environments keys for the control plane, the strongest first; CONTROL_PLANE_WORKER_TOKEN counts
 */
export function stackTokens(
  operator: string | null | undefined,
  environments: readonly Readonly<Record<string, string | undefined>>[],
  data: Pick<DataDirectory, 'token' | 'secret'>,
): StackTokens {
  const asked = environments.map((keys) => keys['CONTROL_PLANE_WORKER_TOKEN']).find((token) => token);
  return { operator: operator ?? data.token(), worker: asked ?? data.secret('worker-token') };
}
