import { isSameSecret } from '@app/agent-protocol';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SandboxConfig } from '../config/sandbox-config.js';
import { EnvelopeFailure } from './failures.js';
import { contextOf } from './request-context.js';

/** The shared secret of `/api/internal` (contract 1.2). What comes after it answers with `X-Request-Id`. */
@Injectable()
export class InternalTokenGuard implements CanActivate {
  constructor(private readonly config: SandboxConfig) {}

  canActivate(execution: ExecutionContext): boolean {
    const http = execution.switchToHttp();
    const request = http.getRequest<Request>();
    http.getResponse<Response>().setHeader('X-Request-Id', contextOf(request).headerRequestId);
    const expected = this.config.internal.token;
    if (expected === '') throw new EnvelopeFailure('internal_token_missing', 'Internal API token is not configured.');
    const sent = internalTokenOf(request.get('x-internal-token'), request.get('authorization'));
    if (sent === '' || !isSameSecret(sent, expected)) throw new EnvelopeFailure('unauthorized', 'Unauthorized.');
    return true;
  }
}

/** The token's header, and only if that is empty the `Authorization`, whose scheme is written exactly `Bearer `. */
export function internalTokenOf(own: string | undefined, authorization: string | undefined): string {
  const token = own?.trim() ?? '';
  if (token !== '') return token;
  return authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length).trim() : '';
}
