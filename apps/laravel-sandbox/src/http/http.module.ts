import { Global, Module } from '@nestjs/common';
import { TokensModule } from '../tokens/tokens.module.js';
import { InternalTokenGuard } from './internal-token.guard.js';
import { RouteModelGuard } from './route-model.js';
import { SignedUrlGuard } from './signed-url.guard.js';
import { InternalThrottleGuard, VerifierThrottleGuard } from './throttle.guards.js';
import { VerifierRoleGuard, VerifierTokenGuard } from './verifier-token.guards.js';

const GUARDS = [
  InternalThrottleGuard,
  InternalTokenGuard,
  RouteModelGuard,
  SignedUrlGuard,
  VerifierRoleGuard,
  VerifierThrottleGuard,
  VerifierTokenGuard,
];

/** The guards of both prefixes; one of each, so that a throttle counts over all controllers. */
@Global()
@Module({ imports: [TokensModule], providers: GUARDS, exports: GUARDS })
export class HttpModule {}
