import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { FrameworkFailure } from './failures.js';
import { isSignedUrl } from './signed-url.js';

/** Lets through who came by a link that was made here, through the origin it was made for (contract 5.3). */
@Injectable()
export class SignedUrlGuard implements CanActivate {
  constructor(
    private readonly config: SandboxConfig,
    private readonly clock: Clock,
  ) {}

  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<Request>();
    const origin = `${request.protocol}://${request.get('host')}`;
    if (isSignedUrl(origin, request.originalUrl, this.config.appKey, this.clock.now())) return true;
    throw new FrameworkFailure(403, 'Invalid signature.', 'Illuminate\\Routing\\Exceptions\\InvalidSignatureException');
  }
}
