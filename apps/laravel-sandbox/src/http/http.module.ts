import { Global, Module } from '@nestjs/common';
import { Throttles } from './throttles.js';

/** What the guards of both prefixes share. */
@Global()
@Module({ providers: [Throttles], exports: [Throttles] })
export class HttpModule {}
