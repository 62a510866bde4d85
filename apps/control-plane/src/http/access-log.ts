import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { principalOf } from '../auth/principal.js';
import { isSafeMethod } from '../auth/same-origin.js';
import { requestIdOf } from '../common/request-id.js';

const HEARTBEAT = '/api/workers/heartbeat';
const PATH_LENGTH = 200;

const log = new Logger('Access');

/** One line for every request that may have changed something; heartbeats are counted in the metrics instead. */
export function accessLog(request: Request, response: Response, next: NextFunction): void {
  if (isSafeMethod(request.method) || request.path === HEARTBEAT) return next();
  const startedAt = performance.now();
  response.once('close', () => {
    log.log({
      msg: 'request',
      request_id: requestIdOf(request),
      actor: principalOf(request)?.actor ?? null,
      method: request.method,
      path: request.path.slice(0, PATH_LENGTH),
      status: response.writableFinished ? response.statusCode : null, // null: the caller left before the answer
      duration_ms: Math.round(performance.now() - startedAt),
    });
  });
  next();
}
