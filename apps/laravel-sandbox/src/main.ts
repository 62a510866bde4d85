import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { stopGently } from '@app/service';
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
  stopGently(() => closeApp(app), STOP_WITHIN_MS);
  await app.listen(config.port, config.bind);
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

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
