import { Logger } from '@nestjs/common';
import { stopGently } from '@app/service';
import type { AppConfig } from './config/app-config.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';

function readConfig(): AppConfig {
  try {
    return loadConfig();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Listens at once, whether Redis answers or not: the service explains and heals by itself. */
async function main(): Promise<void> {
  const config = readConfig();
  const app = await createApp(config);
  stopGently(app.close.bind(app), config.shutdownTimeoutMs);
  await app.listen(config.port);
  new Logger('Main').log({ msg: 'listening', port: config.port, replica: config.replica });
}

void main();
