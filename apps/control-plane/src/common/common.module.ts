import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';

/** What every module may use without asking. */
@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
export class CommonModule {}
