import { SetMetadata, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { type Scope, principalOf } from './principal.js';

/** Who may use a route: everybody, or holders of one of the scopes. */
export type Access = 'public' | readonly Scope[];

export const ACCESS = Symbol('access');

/** Opens a route, or all routes of a controller, to these scopes. An operator may use each of them. */
export const RequireScope = (...scopes: readonly [Scope, ...Scope[]]) => SetMetadata(ACCESS, scopes satisfies Access);

/** Opens a route to everybody, without credentials. */
export const Public = () => SetMetadata(ACCESS, 'public' satisfies Access);

/** The name of who sent the request, for the journal. Only on routes that need a scope. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const principal = principalOf(context.switchToHttp().getRequest<Request>());
  if (principal === null) throw new Error('The actor was asked for on a route without authentication');
  return principal.actor;
});
