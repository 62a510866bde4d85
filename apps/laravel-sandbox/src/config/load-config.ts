import { describeProblems } from '@app/service';
import { readEnvironment } from './environment.js';
import { SandboxConfig } from './sandbox-config.js';

/** The configuration from the process's environment. @throws Error that lists every wrong key */
export function loadConfig(): SandboxConfig {
  const reading = readEnvironment(process.env);
  if (reading.kind === 'invalid') throw new Error(describeProblems(reading.problems));
  return new SandboxConfig(reading.environment);
}
