import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { createLogger } from '@app/service';
import type { AppConfig } from './config/app-config.js';
import { configureHttp } from './http/configure-http.js';
import { HardenedExpressAdapter } from './http/hardened-server.js';
import { describeApi } from './openapi/describe-api.js';
import { ApiDescription } from './openapi/openapi.controller.js';
import { HeartbeatHandler } from './workers/heartbeat.handler.js';

/** The service, wired and not yet listening. `logs` false: it says nothing. */
export async function createApp(config: AppConfig, logs = true): Promise<NestExpressApplication> {
  const adapter = new HardenedExpressAdapter();
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(config), adapter, {
    bodyParser: false,
    logger: logs ? createLogger() : false,
    forceCloseConnections: true,
  });
  configureHttp(app, config);
  const heartbeats = app.get(HeartbeatHandler);
  adapter.serveAhead((request, response) => heartbeats.handle(request, response));
  app.get(ApiDescription).comesFrom(() => describeApi(app));
  return app;
}
