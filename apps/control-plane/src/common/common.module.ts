import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '@app/service';

/** What every module may use without asking. */
@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
export class CommonModule {}
