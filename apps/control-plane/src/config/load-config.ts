import { AppConfig } from './app-config.js';
import { describeProblems } from '@app/service';
import { readEnvironment } from './environment.js';

/** The configuration from the process's environment. @throws Error that lists every wrong key */
export function loadConfig(): AppConfig {
  const reading = readEnvironment(process.env);
  if (reading.kind === 'invalid') throw new Error(describeProblems(reading.problems));
  return new AppConfig(reading.environment, process.pid);
}
