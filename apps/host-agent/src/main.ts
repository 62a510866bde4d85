import { endAgent, startAgent } from './agent.js';
import {
  EnvironmentError,
  ownEnvironment,
  readAgentEnvironment,
  type AgentEnvironment,
} from './config/agent-environment.js';
import { jsonLog } from './log.js';
import { StateDirectory } from './process/state-directory.js';

const USAGE = 'Usage: agent.mjs [run | status | stop]. The configuration is in the environment or in AGENT_ENV_FILE.';

try {
  const verb = process.argv[2] ?? 'run';
  if (verb === 'run') await run(readAgentEnvironment(ownEnvironment()));
  else if (verb === 'status') status(kept(readAgentEnvironment(ownEnvironment())));
  else if (verb === 'stop') await stop(kept(readAgentEnvironment(ownEnvironment())));
  else fail(USAGE, 2);
} catch (error) {
  fail(isExpected(error) ? error.message : error, 1);
}

/** Runs until it is told to end: SIGTERM is the host's shutdown, so a worker it keeps ends with it. */
async function run(environment: AgentEnvironment): Promise<void> {
  const log = jsonLog((line) => console.log(line));
  const ending = new Promise<string>((tell) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, tell);
  });
  const agent = await startAgent(environment, log);
  log('info', 'agent stops', { signal: await ending });
  await agent.close();
}

/** Tells of the worker that an agent keeps: `running <pid>` and exit code 0, or `stopped` and 3. */
function status(directory: StateDirectory): void {
  const worker = directory.living('worker');
  console.log(worker ? `running ${worker.pid}` : 'stopped');
  process.exitCode = worker ? 0 : 3;
}

async function stop(directory: StateDirectory): Promise<void> {
  console.log((await endAgent(directory)) ? 'stopped' : 'no agent runs');
}

function kept({ driver, stateDirectory }: AgentEnvironment): StateDirectory {
  if (driver.kind === 'systemd' || stateDirectory === null) {
    throw new EnvironmentError('The worker of this host is kept by systemd: ask systemctl');
  }
  return new StateDirectory(stateDirectory);
}

/** What the person who started it can mend: the configuration, a missing file, a taken port. */
function isExpected(error: unknown): error is Error {
  return error instanceof EnvironmentError || (error instanceof Error && 'syscall' in error);
}

function fail(problem: unknown, exitCode: number): void {
  console.error(problem);
  process.exitCode = exitCode;
}
