import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { LaravelClientModule } from '@app/laravel-client';
import { until } from '@app/testing';
import { AuthModule } from '../../../auth/auth.module.js';
import { CommonModule } from '../../../common/common.module.js';
import { AppConfig } from '../../../config/app-config.js';
import { ConfigModule } from '../../../config/config.module.js';
import { testConfig } from '../../../config/testing/test-config.js';
import { configureHttp } from '../../../http/configure-http.js';
import { HardenedExpressAdapter } from '../../../http/hardened-server.js';
import { JournalModule } from '../../../journal/journal.module.js';
import { JournalService } from '../../../journal/journal.service.js';
import { RedisModule } from '../../../redis/redis.module.js';
import { PolicyShadowModule } from '../policy-shadow.module.js';
import { Replayer } from '../replay/replayer.js';
import { InlineReplayer } from './inline-replayer.js';

export interface ShadowApp {
  readonly app: NestExpressApplication;
  readonly replayer: InlineReplayer;
  readonly call: (method: string, route: string, body?: object) => Promise<ShadowAnswer>;
}

export interface ShadowAnswer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test's answers are looked at, not believed
  readonly body: any;
}

/** One replica of the service with nothing but shadow evaluation and what it builds on. The caller closes it. */
export async function startShadowApp(variables: Readonly<Record<string, string>>): Promise<ShadowApp> {
  Logger.overrideLogger(false);
  const config = testConfig(variables);
  const replayer = new InlineReplayer();
  const testing = await Test.createTestingModule({
    imports: [
      CommonModule,
      ConfigModule.of(config),
      RedisModule,
      JournalModule,
      AuthModule,
      LaravelClientModule.forRootAsync({ inject: [AppConfig], useFactory: ({ laravel }: AppConfig) => laravel }),
      PolicyShadowModule,
    ],
  })
    .overrideProvider(Replayer)
    .useValue(replayer)
    .compile();
  const app = testing.createNestApplication<NestExpressApplication>(new HardenedExpressAdapter(), {
    bodyParser: false,
    logger: false,
  });
  configureHttp(app, config);
  await app.listen(0, '127.0.0.1');
  await until(async () => app.get(JournalService).isLoaded, 10_000);
  const url = await app.getUrl();
  const call = async (method: string, route: string, body?: object): Promise<ShadowAnswer> => {
    const response = await fetch(`${url}/api/policies/shadow${route}`, {
      method,
      headers: { Authorization: 'Bearer operator-token', 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  return { app, replayer, call };
}
