import { type DynamicModule, Global, Module } from '@nestjs/common';
import { SandboxConfig } from './sandbox-config.js';

/** Gives every module the configuration that was read at boot. */
@Global()
@Module({})
export class ConfigModule {
  static of(config: SandboxConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: SandboxConfig, useValue: config }],
      exports: [SandboxConfig],
    };
  }
}
