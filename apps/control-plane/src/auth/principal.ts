import type { IncomingMessage } from 'node:http';

/** What a token is good for. `operator`: everything; `viewer`: reading; `worker`: heartbeats and policies. */
export type Scope = 'operator' | 'worker' | 'viewer';

/** Who sent a request, as far as its credentials tell. */
export interface Principal {
  readonly scope: Scope;
  /** Name for the journal: the Basic user name, or a fixed word for a Bearer token. */
  readonly actor: string;
  readonly method: 'bearer' | 'basic';
}

/** Whether a principal may use a route that is open to `scopes`. An operator may use every route that names a scope. */
export function mayUse(principal: Principal, scopes: readonly Scope[]): boolean {
  return principal.scope === 'operator' || scopes.includes(principal.scope);
}

const principals = new WeakMap<IncomingMessage, Principal>();

/** Remembers who sent a request, for the handler and the access log. */
export function rememberPrincipal(request: IncomingMessage, principal: Principal): void {
  principals.set(request, principal);
}

/** Who sent a request; null on public routes and for refused credentials. */
export function principalOf(request: IncomingMessage): Principal | null {
  return principals.get(request) ?? null;
}
