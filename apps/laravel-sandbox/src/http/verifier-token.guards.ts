import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { VERIFIER_ROLE } from '../database/seed.js';
import { TokensService } from '../tokens/tokens.service.js';
import { FrameworkFailure } from './failures.js';
import { contextOf } from './request-context.js';

/** A known token, of whoever (contract 1.5: before throttle, lookup and role). */
@Injectable()
export class VerifierTokenGuard implements CanActivate {
  constructor(private readonly tokens: TokensService) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<Request>();
    const caller = await this.tokens.callerOf(bearerOf(request.get('authorization') ?? ''));
    if (caller === null) {
      throw new FrameworkFailure(401, 'Unauthenticated.', 'Illuminate\\Auth\\AuthenticationException');
    }
    contextOf(request).caller = caller;
    return true;
  }
}

/** The caller's role (contract 1.6: 403 with an empty message). */
@Injectable()
export class VerifierRoleGuard implements CanActivate {
  canActivate(execution: ExecutionContext): boolean {
    const { caller } = contextOf(execution.switchToHttp().getRequest<Request>());
    if (caller?.role !== VERIFIER_ROLE) throw new FrameworkFailure(403, '');
    return true;
  }
}

/** What follows the last `Bearer ` in any case, up to a comma: how Laravel reads the header. */
export function bearerOf(authorization: string): string {
  const position = authorization.toLowerCase().lastIndexOf('bearer ');
  if (position < 0) return '';
  return (
    authorization
      .slice(position + 'bearer '.length)
      .split(',')[0]
      ?.trim() ?? ''
  );
}
