/** How the fleet runs. Where a worker has the key, name and default are the worker's (worker behaviour, section 1). */
export interface FleetEnvironment {
  /** CONTROL_PLANE_BASE_URL, without a slash at the end. */
  readonly baseUrl: string;
  /** CONTROL_PLANE_TOKEN. */
  readonly token: string;
  readonly heartbeatEnabled: boolean;
  readonly policySyncEnabled: boolean;
  readonly heartbeatIntervalMs: number;
  readonly policyRefreshMs: number;
  /** What a worker falls back to while the control plane does not answer its polls. */
  readonly policyEngineEnabled: boolean;
  readonly adaptiveRetryEnabled: boolean;
  /** FLEET_LARAVEL_BASE_URL and FLEET_LARAVEL_TOKEN: where the workers report as well; null unless both are set. */
  readonly laravel: { readonly baseUrl: string; readonly token: string } | null;
  /** LARAVEL_HEARTBEAT_EVERY_N: Laravel hears every n-th beat. */
  readonly laravelHeartbeatEveryN: number;
  /**
   * FLEET_POLLS_BY: `worker` names the worker in its polls and asks again as soon as a beat's answer says that policies
   * changed; `pool` does neither, as the workers of today.
   */
  readonly pollsBy: 'worker' | 'pool';
  /** FLEET_WORKERS: how many. */
  readonly workers: number;
  /** FLEET_POOLS: names, separated by commas; the workers are divided between them. */
  readonly pools: readonly string[];
  /** FLEET_SCENARIO: name of a built-in one, or path of a file. */
  readonly scenario: string;
  /** FLEET_SEED: the same seed and scenario give the same work. */
  readonly seed: number;
}

/** What is missing or unusable, all of it. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Reads the keys. As with a real worker a number or switch that cannot be read falls back to its default; what is
 * required and missing stops the start.
 * @throws EnvironmentError naming every missing key
 */
export function readFleetEnvironment(environment: NodeJS.ProcessEnv): FleetEnvironment {
  const text = (key: string) => environment[key]?.trim() ?? '';
  const integer = (key: string, fallback: number, min: number) => {
    const value = /^\d+$/.test(text(key)) ? Number(text(key)) : NaN;
    return value >= min ? value : fallback;
  };
  const missing = ['CONTROL_PLANE_BASE_URL', 'CONTROL_PLANE_TOKEN'].filter((key) => text(key) === '');
  if (missing.length > 0) throw new EnvironmentError(`Required and not set: ${missing.join(', ')}`);
  const pools = text('FLEET_POOLS').split(',');
  const laravel = { baseUrl: text('FLEET_LARAVEL_BASE_URL').replace(/\/+$/, ''), token: text('FLEET_LARAVEL_TOKEN') };
  const named = pools.map((pool) => pool.trim()).filter((pool) => pool !== '');
  return {
    baseUrl: text('CONTROL_PLANE_BASE_URL').replace(/\/+$/, ''),
    token: environment['CONTROL_PLANE_TOKEN'] ?? '',
    heartbeatEnabled: flag(text('CONTROL_PLANE_HEARTBEAT_ENABLED'), true),
    policySyncEnabled: flag(text('CONTROL_PLANE_POLICY_SYNC_ENABLED'), true),
    heartbeatIntervalMs: integer('HEARTBEAT_INTERVAL_SECONDS', 30, 1) * 1_000,
    policyRefreshMs: integer('POLICY_REFRESH_SECONDS', 300, 1) * 1_000,
    policyEngineEnabled: flag(text('PROVIDER_POLICY_ENGINE_ENABLED'), false),
    adaptiveRetryEnabled: flag(text('ADAPTIVE_RETRY_ENABLED'), false),
    laravel: laravel.baseUrl !== '' && laravel.token !== '' ? laravel : null,
    laravelHeartbeatEveryN: integer('LARAVEL_HEARTBEAT_EVERY_N', 10, 1),
    pollsBy: text('FLEET_POLLS_BY') === 'pool' ? 'pool' : 'worker',
    workers: integer('FLEET_WORKERS', 12, 1),
    pools: named.length > 0 ? named : ['edge-eu', 'edge-us', 'warm-1'],
    scenario: text('FLEET_SCENARIO') || 'demo',
    seed: integer('FLEET_SEED', 1, 0),
  };
}

/** The environment of this process. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/** As a worker reads a switch; what it cannot read is the fallback. */
export function flag(text: string, fallback: boolean): boolean {
  const word = text.toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  if (['0', 'false', 'no', 'off'].includes(word)) return false;
  return fallback;
}
