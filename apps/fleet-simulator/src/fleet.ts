import { ControlPlaneClient } from './control-plane-client.js';
import type { FleetEnvironment } from './config/fleet-environment.js';
import { LaravelClient } from './engine/laravel-client.js';
import { FleetPolicies } from './policy/fleet-policies.js';
import { seededRandom } from './random.js';
import { roster } from './roster.js';
import { loadScenario } from './scenario/load-scenario.js';
import { WorkerLoop, type FleetContext } from './worker-loop.js';

/** First beats are spread over at most this time: workers are not started at one instant. */
const SPREAD_MS = 2_000;

/**
 * Runs the fleet until `stopped`; resolves when the last worker has ended.
 * @throws ScenarioError before anything is started
 */
export async function runFleet(
  environment: FleetEnvironment,
  stopped: AbortSignal,
  log: FleetContext['log'],
): Promise<void> {
  const workers = roster(environment.workers, environment.pools);
  const scenario = loadScenario(environment.scenario, new Set(workers.map(({ workerId }) => workerId)));
  const startedAt = performance.now();
  const client = new ControlPlaneClient(environment.baseUrl, environment.token, stopped);
  const laravel =
    environment.laravel && new LaravelClient(environment.laravel.baseUrl, environment.laravel.token, stopped);
  const seconds = () => (performance.now() - startedAt) / 1_000;
  const policies = new FleetPolicies({ laravel, refreshMs: environment.policyRefreshMs, seconds, log });
  const fleet: FleetContext = { environment, scenario, client, laravel, policies, seconds, stopped, log };
  log('fleet started', { workers: workers.length, pools: environment.pools, scenario: environment.scenario });
  const spread = Math.min(SPREAD_MS, environment.heartbeatIntervalMs) / workers.length;
  const loops = workers.map((identity, index) =>
    new WorkerLoop(identity, fleet, seededRandom(environment.seed * 100_003 + index)).run(index * spread),
  );
  await Promise.all(loops);
  log('fleet stopped', {});
}
