import { Logger } from '@nestjs/common';
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

/** On SIGTERM or SIGINT: finish what is in flight, close the streams, write what waits; then the process ends. */
function stopGently(close: () => Promise<void>, limitMs: number): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), limitMs).unref(); // whatever hangs may not keep the process
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

void main();
