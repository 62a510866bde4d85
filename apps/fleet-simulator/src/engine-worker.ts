import { setMaxListeners } from 'node:events';
import { UnreadablePolicy } from '@app/smtp-policy';
import { EnvironmentError, ownEnvironment } from './config/fleet-environment.js';
import { readEngineEnvironment } from './config/engine-environment.js';
import { ControlPlaneClient } from './control-plane-client.js';
import { EnginePolicies } from './engine/engine-policies.js';
import { Engine } from './engine/engine.js';
import { LaravelClient } from './engine/laravel-client.js';
import { SimulatedMailServers } from './engine/mail/simulated-mail-servers.js';

const stopping = new AbortController();
setMaxListeners(0, stopping.signal); // every call listens
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

/** One JSON object a line. */
function log(msg: string, fields: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), msg, ...fields }));
}

/** A worker's whole life, from its environment to its end. */
async function runEngine(): Promise<void> {
  const environment = readEngineEnvironment(ownEnvironment());
  const { signal: stopped } = stopping;
  const { workerId: worker_id, serverIp: ip_address, pool, capability } = environment;
  const laravel = new LaravelClient(environment.laravelBaseUrl, environment.laravelToken, stopped);
  const { controlPlane: address, policySyncEnabled } = environment;
  const controlPlane = address && new ControlPlaneClient(address.baseUrl, address.token, stopped);
  const policies = new EnginePolicies(environment, laravel, policySyncEnabled ? controlPlane : null, log);
  log('worker started', { worker_id, ip_address, pool, capability });
  log('simulated: this worker probes no mail server; what servers say follows from the address alone', {});
  const mailServers = new SimulatedMailServers();
  await new Engine({ environment, laravel, controlPlane, policies, mailServers, stopped, log }).run();
  log('worker stopped', { worker_id });
}

try {
  await runEngine();
} catch (error) {
  stopping.abort();
  const isExpected = error instanceof EnvironmentError || error instanceof UnreadablePolicy;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}
