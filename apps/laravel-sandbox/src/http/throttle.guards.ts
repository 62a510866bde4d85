import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '@app/service';
import { callerAddress } from './caller-address.js';
import { FrameworkFailure } from './failures.js';
import { contextOf } from './request-context.js';
import type { ThrottleAnswer } from './throttle.js';
import { Throttles } from './throttles.js';

/** Limits `/api/internal` by address (contract 1.4). */
@Injectable()
export class InternalThrottleGuard implements CanActivate {
  constructor(
    private readonly throttles: Throttles,
    private readonly clock: Clock,
  ) {}

  canActivate(execution: ExecutionContext): boolean {
    const http = execution.switchToHttp();
    const key = callerAddress(http.getRequest<Request>());
    tell(http.getResponse<Response>(), this.throttles.internal.take(key, this.clock.now()));
    return true;
  }
}

/** Limits `/api/verifier` by user, whom all provisioned workers share (contract 1.4). */
@Injectable()
export class VerifierThrottleGuard implements CanActivate {
  constructor(
    private readonly throttles: Throttles,
    private readonly clock: Clock,
  ) {}

  canActivate(execution: ExecutionContext): boolean {
    const http = execution.switchToHttp();
    const request = http.getRequest<Request>();
    const { caller } = contextOf(request);
    const key = caller === null ? `ip ${callerAddress(request)}` : `user ${caller.userId}`;
    tell(http.getResponse<Response>(), this.throttles.verifier.take(key, this.clock.now()));
    return true;
  }
}

/** Writes the headers of contract 1.3. @throws FrameworkFailure 429 */
function tell(response: Response, answer: ThrottleAnswer): void {
  response.setHeader('X-RateLimit-Limit', answer.limit);
  response.setHeader('X-RateLimit-Remaining', answer.remaining);
  if (answer.allowed) return;
  throw new FrameworkFailure(429, 'Too Many Attempts.', 'Illuminate\\Http\\Exceptions\\ThrottleRequestsException', {
    'Retry-After': String(answer.retryAfterSeconds),
    'X-RateLimit-Reset': String(answer.resetsAt),
  });
}
