import { CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Failure } from '../common/failure.js';
import { requestIdOf } from '../common/request-id.js';
import { AppConfig } from '../config/app-config.js';
import { callerAddress } from '../http/caller-address.js';
import { Authenticator } from './authenticator.js';
import { mayUse, rememberPrincipal } from './principal.js';
import { refuseForeign } from './refuse-foreign.js';
import { ACCESS, type Access } from './require-scope.js';

/** Stands before every route. A route that names no scope is closed. */
@Injectable()
export class ScopeGuard implements CanActivate {
  private readonly log = new Logger(ScopeGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly config: AppConfig,
  ) {}

  /** @throws Failure unauthorized, too_many_failures, forbidden, unsupported_media_type */
  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<Request>();
    if (access === undefined) throw this.closed(request, `${context.getClass().name}.${context.getHandler().name}`);
    const principal = this.authenticator.authenticate(
      request.headers,
      callerAddress(request, this.config.trustedProxies),
    );
    rememberPrincipal(request, principal);
    if (!mayUse(principal, access)) {
      throw new Failure('forbidden', `This token is for the scope ${principal.scope}, which is not enough here`);
    }
    refuseForeign(request, principal);
    return true;
  }

  private closed(request: Request, route: string): Failure {
    this.log.error({ msg: 'route names no scope', route, request_id: requestIdOf(request) });
    return new Failure('forbidden', 'This route is open to nobody');
  }
}
