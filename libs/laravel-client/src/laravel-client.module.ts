import { type DynamicModule, type FactoryProvider, Module, type Provider } from '@nestjs/common';
import { LARAVEL_CLIENT_OPTIONS, type LaravelClientOptions } from './laravel-client-options.js';
import { LaravelClient } from './laravel-client.js';
import { LaravelLists } from './laravel-lists.js';
import { LaravelTraffic } from './laravel-traffic.js';

/** How the options come about from what the application provides. */
export type LaravelClientFactory = Pick<FactoryProvider<LaravelClientOptions>, 'inject' | 'useFactory'> &
  Pick<DynamicModule, 'imports'>;

/** Talks to Laravel. One client, one circuit breaker and one set of copies for the whole application. */
@Module({})
export class LaravelClientModule {
  static forRoot(options: LaravelClientOptions): DynamicModule {
    return moduleWith({ provide: LARAVEL_CLIENT_OPTIONS, useValue: options });
  }

  static forRootAsync({ imports, inject, useFactory }: LaravelClientFactory): DynamicModule {
    const provider = { provide: LARAVEL_CLIENT_OPTIONS, useFactory, ...(inject && { inject }) };
    return { ...moduleWith(provider), ...(imports && { imports }) };
  }
}

function moduleWith(options: Provider): DynamicModule {
  return {
    module: LaravelClientModule,
    global: true,
    providers: [options, LaravelTraffic, LaravelClient, LaravelLists],
    exports: [LaravelClient, LaravelLists, LaravelTraffic],
  };
}
