import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '@app/service';

/** What every module may use without asking. */
@Global()
@Module({})
export class CommonModule {
  static of(clock: Clock): DynamicModule {
    return { module: CommonModule, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
  }
}
