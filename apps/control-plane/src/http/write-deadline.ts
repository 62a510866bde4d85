import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { requestIdOf } from '../common/request-id.js';

type Middleware = (request: Request, response: Response, next: NextFunction) => void;

const log = new Logger('WriteDeadline');

/**
 * Cuts a connection whose answer is not written within `timeoutMs`, so that neither a stuck handler nor a caller that
 * does not read holds it for ever. An event stream, which is meant to stay open, has its own limits.
 */
export function writeDeadline(timeoutMs: number): Middleware {
  return (request, response, next) => {
    const timer = setTimeout(() => {
      if (isEventStream(response)) return;
      log.warn({
        msg: 'answer not written in time',
        request_id: requestIdOf(request),
        path: request.path,
        timeout_ms: timeoutMs,
      });
      response.destroy();
    }, timeoutMs);
    response.once('close', () => clearTimeout(timer));
    next();
  };
}

function isEventStream(response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}
