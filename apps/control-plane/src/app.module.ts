import { type DynamicModule, Module } from '@nestjs/common';
import { LaravelClientModule } from '@app/laravel-client';
import { AuthModule } from './auth/auth.module.js';
import { CommonModule } from './common/common.module.js';
import { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { JournalModule } from './journal/journal.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { PoolsModule } from './pools/pools.module.js';
import { ProvidersModule } from './providers/providers.module.js';
import { RedisModule } from './redis/redis.module.js';
import { ServersModule } from './servers/servers.module.js';
import { UiModule } from './ui/ui.module.js';
import { WorkersModule } from './workers/workers.module.js';

/** The whole service. */
@Module({})
export class AppModule {
  static of(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        CommonModule,
        RedisModule,
        JournalModule,
        AuthModule,
        WorkersModule,
        LaravelClientModule.forRootAsync({ inject: [AppConfig], useFactory: ({ laravel }: AppConfig) => laravel }),
        PoolsModule,
        ServersModule,
        ProvidersModule,
        PoliciesModule,
        DecisionsModule,
        OverviewModule,
        EventsModule,
        HealthModule,
        OpenApiModule,
        MetricsModule.of(),
        UiModule.of(), // last: its routes take what others leave
      ],
    };
  }
}
