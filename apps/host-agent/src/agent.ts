import type { Server } from 'node:http';
import { once } from 'node:events';
import { commandServer } from './command/command-server.js';
import { NonceBook } from './command/nonce-book.js';
import type { ServiceDriver } from './command/service-driver.js';
import {
  ownEnvironment,
  workerEnvironment,
  type AgentEnvironment,
  type ProcessSettings,
} from './config/agent-environment.js';
import type { Log } from './log.js';
import { endProcess } from './process/process-identity.js';
import { ProcessDriver } from './process/process-driver.js';
import { StateDirectory } from './process/state-directory.js';
import { WorkerSupervisor } from './process/worker-supervisor.js';
import { SystemdDriver } from './systemd/systemd-driver.js';

/** A worker is asked to stop, and killed after this time; an agent that is replaced has to wait for its worker. */
const WORKER_GRACE_MS = 10_000;
const AGENT_GRACE_MS = 15_000;
const SETTLE_MS = 700;

export interface RunningAgent {
  /** Stops listening, and the worker if this agent keeps it. */
  close(): Promise<void>;
}

/**
 * Starts the agent; with the driver `process`, in the place of the one that keeps this directory now, and with its
 * worker. @throws if it cannot listen; then no worker was started
 */
export async function startAgent(environment: AgentEnvironment, log: Log): Promise<RunningAgent> {
  const { driver, stateDirectory } = environment;
  const directory = stateDirectory === null ? null : new StateDirectory(stateDirectory);
  if (driver.kind === 'systemd' || directory === null) {
    const server = await listen(environment, new SystemdDriver(), log);
    return { close: () => hangUp(server) };
  }
  await endAgent(directory);
  const supervisor = new WorkerSupervisor(workerPlan(driver), directory, log);
  const server = await listen(environment, new ProcessDriver(supervisor), log);
  directory.note('agent', process.pid);
  await supervisor.restore();
  return {
    close: async () => {
      await hangUp(server);
      await supervisor.close();
      directory.forget('agent', process.pid);
    },
  };
}

/** Ends the agent that keeps this directory, if one does, and with it its worker. Answers whether there was one. */
export async function endAgent(directory: StateDirectory): Promise<boolean> {
  const other = directory.living('agent');
  if (!other || other.pid === process.pid) return false;
  await endProcess(other, AGENT_GRACE_MS);
  return true;
}

function workerPlan({ workerScript, workerEnvFile }: ProcessSettings) {
  return {
    script: workerScript,
    environment: () => workerEnvironment(workerEnvFile, ownEnvironment()),
    stopGraceMs: WORKER_GRACE_MS,
    settleMs: SETTLE_MS,
  };
}

async function listen(environment: AgentEnvironment, driver: ServiceDriver, log: Log): Promise<Server | null> {
  const { port, bind, rules, stateDirectory } = environment;
  if (port === null) return null;
  const nonces = new NonceBook(stateDirectory);
  const server = commandServer({ rules, driver, nonces, log, now: Date.now });
  server.listen(port, bind);
  await once(server, 'listening');
  log('info', 'agent listens', { port, bind, driver: environment.driver.kind, service: rules.allowedService });
  return server;
}

async function hangUp(server: Server | null): Promise<void> {
  if (!server) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
