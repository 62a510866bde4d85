import { Global, Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { RedisLink, type RedisState } from '@app/redis';
import { Clock } from '@app/service';
import { AppConfig } from '../config/app-config.js';

const log = new Logger('Redis');

/** The one place that says so; whoever fails meanwhile relies on it. */
function logChange({ up }: RedisState): void {
  if (up) log.log({ msg: 'Redis answers' });
  else log.error({ msg: 'Redis is away; beats are answered, decisions are refused' });
}

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
      useFactory: (config: AppConfig, clock: Clock) =>
        new RedisLink({ target: config.redis, now: () => clock.now(), changed: logChange }),
      inject: [AppConfig, Clock],
    },
  ],
  exports: [RedisLink],
})
export class RedisModule {}
