import { AppConfig } from '../config/app-config.js';
import { readEnvironment } from '../config/environment.js';
import { createApp } from '../create-app.js';
import { describeApi } from './describe-api.js';

/** Prints the description of the API. Nothing has to run for it: the addresses below are never used. */
async function main(): Promise<void> {
  const reading = readEnvironment({ PORT: '1', CONTROL_PLANE_TOKEN: 'unused', REDIS_ADDR: '127.0.0.1:1' });
  if (reading.kind === 'invalid') throw new Error('The environment for describing the API is wrong');
  const app = await createApp(new AppConfig(reading.environment, process.pid), false);
  const text = `${JSON.stringify(describeApi(app), null, 2)}\n`;
  process.stdout.write(text, () => process.exit(0));
}

void main();
