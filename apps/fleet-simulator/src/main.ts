import { setMaxListeners } from 'node:events';
import { EnvironmentError, ownEnvironment, readFleetEnvironment } from './config/fleet-environment.js';
import { runFleet } from './fleet.js';
import { ScenarioError } from './scenario/parse-scenario.js';

const stopping = new AbortController();
setMaxListeners(0, stopping.signal); // every worker and every call listens
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

/** One JSON object a line. */
function log(msg: string, fields: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), msg, ...fields }));
}

try {
  await runFleet(readFleetEnvironment(ownEnvironment()), stopping.signal, log);
} catch (error) {
  stopping.abort();
  const isExpected = error instanceof EnvironmentError || error instanceof ScenarioError;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}
