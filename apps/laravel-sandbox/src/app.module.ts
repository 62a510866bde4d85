import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { BundlesModule } from './bundles/bundles.module.js';
import { ChunksModule } from './chunks/chunks.module.js';
import { CommandsModule } from './commands/commands.module.js';
import type { Clock } from '@app/service';
import { CommonModule } from './common/common.module.js';
import { ConfigModule } from './config/config.module.js';
import type { SandboxConfig } from './config/sandbox-config.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { HooksModule } from './hooks/hooks.module.js';
import { HttpModule } from './http/http.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { PoolsModule } from './pools/pools.module.js';
import { ServersModule } from './servers/servers.module.js';
import { TokensModule } from './tokens/tokens.module.js';
import { TracesModule } from './traces/traces.module.js';
import { VerifierModule } from './verifier/verifier.module.js';

/** The whole sandbox. */
@Module({})
export class AppModule {
  static of(config: SandboxConfig, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        CommonModule.of(clock),
        DatabaseModule,
        TokensModule,
        HttpModule,
        AuditModule,
        HealthModule,
        PoolsModule,
        BundlesModule,
        ServersModule,
        CommandsModule,
        CredentialsModule,
        ChunksModule,
        PoliciesModule,
        TracesModule,
        VerifierModule,
        HooksModule,
      ],
    };
  }
}
