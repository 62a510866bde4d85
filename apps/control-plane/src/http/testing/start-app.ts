import { type DynamicModule, Logger, Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AuthModule } from '../../auth/auth.module.js';
import { CommonModule } from '../../common/common.module.js';
import type { AppConfig } from '../../config/app-config.js';
import { ConfigModule } from '../../config/config.module.js';
import { testConfig } from '../../config/testing/test-config.js';
import { configureHttp } from '../configure-http.js';
import { HardenedExpressAdapter } from '../hardened-server.js';

interface AppParts {
  readonly controllers?: readonly Type[];
  readonly imports?: readonly (Type | DynamicModule)[];
  readonly config?: AppConfig;
}

@Module({})
class PartsUnderTest {}

/** A small application with the real guard, limits, filter and pipe. The caller closes it. */
export async function startApp({
  controllers = [],
  imports = [],
  config = testConfig(),
}: AppParts): Promise<NestExpressApplication> {
  Logger.overrideLogger(false);
  const parts: DynamicModule = { module: PartsUnderTest, controllers: [...controllers], imports: [...imports] };
  const testing = await Test.createTestingModule({
    imports: [CommonModule, ConfigModule.of(config), AuthModule, parts],
  }).compile();
  const app = testing.createNestApplication<NestExpressApplication>(new HardenedExpressAdapter(), {
    bodyParser: false,
    logger: false,
  });
  configureHttp(app, config);
  await app.listen(0, '127.0.0.1');
  return app;
}
