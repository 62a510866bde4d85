import path from 'node:path';
import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Database } from './database.js';

/** Closes the database when nobody can ask it any more: the HTTP server is closed by then. */
@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

@Global()
@Module({
  providers: [
    {
      provide: Database,
      inject: [SandboxConfig, Clock],
      useFactory: (config: SandboxConfig, clock: Clock) =>
        Database.open(path.join(config.dataDirectory, 'database'), clock.now()),
    },
    DatabaseCloser,
  ],
  exports: [Database],
})
export class DatabaseModule {}
