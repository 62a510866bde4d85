import { CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Failure } from '../common/failure.js';
import { requestIdOf } from '../common/request-id.js';
import { AppConfig } from '../config/app-config.js';
import { callerAddress } from '../http/caller-address.js';
import { Authenticator } from './authenticator.js';
import { mayUse, rememberPrincipal } from './principal.js';
import { ACCESS, type Access } from './require-scope.js';
import { judgeOrigin } from './same-origin.js';

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
    if (principal.method === 'basic') refuseForeign(request);
    return true;
  }

  private closed(request: Request, route: string): Failure {
    this.log.error({ msg: 'route names no scope', route, request_id: requestIdOf(request) });
    return new Failure('forbidden', 'This route is open to nobody');
  }
}

function refuseForeign({ method, headers }: Request): void {
  const fetchSite = headers['sec-fetch-site'];
  const verdict = judgeOrigin({
    method,
    contentType: headers['content-type'],
    host: headers.host,
    origin: headers.origin,
    fetchSite: Array.isArray(fetchSite) ? fetchSite.join() : fetchSite,
  });
  switch (verdict) {
    case 'allowed':
      return;
    case 'foreign':
      throw new Failure('forbidden', 'The request comes from another site. Nothing was changed.');
    case 'not_json':
      throw new Failure('unsupported_media_type', 'Send Content-Type: application/json. Nothing was changed.');
  }
}
