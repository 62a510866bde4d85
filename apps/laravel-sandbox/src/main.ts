import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadConfig } from './config/load-config.js';
import type { SandboxConfig } from './config/sandbox-config.js';
import { createApp } from './create-app.js';

const STOP_WITHIN_MS = 45_000; // a command under way may take 30 s to end
const IDLE_CHECK_MS = 100;

function readConfig(): SandboxConfig {
  try {
    return loadConfig();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const config = readConfig();
  const app = await createApp(config);
  stopGently(() => closeApp(app));
  await app.listen(config.port);
  const { port } = app.getHttpServer().address() as AddressInfo; // it listens on a port, not on a pipe
  const log = new Logger('Main');
  log.log({ msg: 'listening', port });
  log.warn({ msg: 'this is a stand-in of the Laravel application, for development, demonstration and tests' });
}

/** Ends when the last request is answered: what is kept alive without a request is closed as soon as it is idle. */
async function closeApp(app: NestExpressApplication): Promise<void> {
  const server: Server = app.getHttpServer();
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  await app.close().finally(() => clearInterval(idle));
}

/** On SIGTERM or SIGINT: finish what is in flight, close the database; then the process ends. */
function stopGently(close: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref(); // whatever hangs may not keep the process
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
