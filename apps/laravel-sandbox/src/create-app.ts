import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { type Clock, SystemClock } from '@app/service';
import { createLogger } from '@app/service';
import type { SandboxConfig } from './config/sandbox-config.js';
import { configureHttp } from './http/configure-http.js';

interface Options {
  /** False: it says nothing. */
  readonly logs?: boolean;
  readonly clock?: Clock;
}

/** The sandbox, wired and not yet listening; the database is open. */
export async function createApp(
  config: SandboxConfig,
  { logs = true, clock = new SystemClock() }: Options = {},
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(config, clock), {
    bodyParser: false,
    abortOnError: false,
    logger: logs ? createLogger() : false,
  });
  configureHttp(app, config);
  return app;
}
