import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { RedisLink } from '@app/redis';
import { Clock } from '../common/clock.js';
import { AppConfig } from '../config/app-config.js';

/** Closes the connections after everybody who writes has had the time to finish. */
@Injectable()
class RedisCloser implements OnApplicationShutdown {
  constructor(private readonly link: RedisLink) {}

  onApplicationShutdown(): void {
    this.link.close();
  }
}

@Global()
@Module({
  providers: [
    RedisCloser,
    {
      provide: RedisLink,
      useFactory: (config: AppConfig, clock: Clock) => new RedisLink(config.redis, () => clock.now()),
      inject: [AppConfig, Clock],
    },
  ],
  exports: [RedisLink],
})
export class RedisModule {}
