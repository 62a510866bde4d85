import { applyDecorators, createParamDecorator, type ExecutionContext, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { callerAddress } from './caller-address.js';
import { headerText } from './header-text.js';
import type { Input } from './input.js';
import { InternalTokenGuard } from './internal-token.guard.js';
import { contextOf } from './request-context.js';
import { RouteModelGuard } from './route-model.js';
import { InternalThrottleGuard, VerifierThrottleGuard } from './throttle.guards.js';
import { VerifierRoleGuard, VerifierTokenGuard } from './verifier-token.guards.js';

/** A controller of `/api/internal`: throttle, lookup, token, in this order (contract 1.5). */
export const InternalApi = () => applyDecorators(UseGuards(InternalThrottleGuard, RouteModelGuard, InternalTokenGuard));

/** A controller of `/api/verifier`: token, throttle, lookup, role, in this order (contract 1.5). */
export const VerifierApi = () =>
  applyDecorators(UseGuards(VerifierTokenGuard, VerifierThrottleGuard, RouteModelGuard, VerifierRoleGuard));

/** A controller of `/sandbox`: what only a stand-in has, behind the internal token and without a throttle. */
export const SandboxHooks = () => applyDecorators(UseGuards(RouteModelGuard, InternalTokenGuard));

/** Body over query, cleaned (contract 1.7). */
export const RequestInput = createParamDecorator(
  (_: unknown, execution: ExecutionContext): Input => contextOf(execution.switchToHttp().getRequest<Request>()).input,
);

/** Who asked and under which number: for audit rows and commands (contract 1.3). */
export interface Trigger {
  readonly by: string;
  readonly requestId: string;
  readonly address: string | null;
}

const UNNAMED_ACTOR = 'go-control-plane'; // contract 1.3

export const TriggeredBy = createParamDecorator((_: unknown, execution: ExecutionContext): Trigger => {
  const request = execution.switchToHttp().getRequest<Request>();
  const by = headerText(request, 'x-triggered-by');
  return { by: by || UNNAMED_ACTOR, requestId: contextOf(request).bodyRequestId, address: callerAddress(request) };
});
