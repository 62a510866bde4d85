import { AppConfig } from '../app-config.js';
import { readEnvironment } from '../environment.js';

/** A configuration for tests: the defaults, with `variables` as the environment would have them. */
export function testConfig(variables: Readonly<Record<string, string>> = {}): AppConfig {
  const reading = readEnvironment({
    PORT: '9091',
    CONTROL_PLANE_TOKEN: 'operator-token',
    CONTROL_PLANE_WORKER_TOKEN: 'worker-token',
    CONTROL_PLANE_VIEWER_TOKEN: 'viewer-token',
    CONTROL_PLANE_INSTANCE_ID: 'test',
    REDIS_ADDR: '127.0.0.1:6379',
    ...variables,
  });
  if (reading.kind === 'invalid') throw new Error(JSON.stringify(reading.problems));
  return new AppConfig(reading.environment, 1);
}
