import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { principalOf } from '../auth/principal.js';
import { isSafeMethod } from '../auth/same-origin.js';
import { requestIdOf } from '../common/request-id.js';
import type { RefusalTally } from './refusal-tally.js';

const HEARTBEAT = '/api/workers/heartbeat';
const PATH_LENGTH = 200;

type Middleware = (request: Request, response: Response, next: NextFunction) => void;

const log = new Logger('Access');

/**
 * One line for every request that may have changed something; heartbeats are counted in the metrics instead. Where the
 * caller was never identified, nothing has changed, and `refusals` counts it: a stranger must not be able to fill the log.
 */
export function accessLog(refusals: RefusalTally): Middleware {
  return (request, response, next) => {
    if (isSafeMethod(request.method) || request.path === HEARTBEAT) return next();
    const startedAt = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : null; // null: the caller left before the answer
      const principal = principalOf(request);
      if (principal === null) return refusals.note(status);
      log.log({
        msg: 'request',
        request_id: requestIdOf(request),
        actor: principal.actor,
        method: request.method,
        path: request.path.slice(0, PATH_LENGTH),
        status,
        duration_ms: Math.round(performance.now() - startedAt),
      });
    });
    next();
  };
}
