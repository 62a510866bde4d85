import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Authenticator } from '../auth/authenticator.js';
import { Failure } from '../common/failure.js';
import { ProblemFilter } from '../common/problem.filter.js';
import { requestIdOf } from '../common/request-id.js';
import { createValidationPipe } from '../common/validation.pipe.js';
import type { AppConfig } from '../config/app-config.js';
import { accessLog } from './access-log.js';
import { readJsonBodies } from './json-body.js';
import { RefusalTally } from './refusal-tally.js';
import { securityHeaders } from './security-headers.js';
import { writeDeadline } from './write-deadline.js';

const URL_LENGTH = 8_192;

/**
 * Everything between the socket and the routes. The application must have been created with `bodyParser: false`, since
 * bodies are read here, after the limits.
 */
export function configureHttp(app: NestExpressApplication, config: AppConfig): void {
  app.disable('x-powered-by');
  app.disable('etag'); // live data is never the same twice; files go by their time of change
  app.set('trust proxy', config.trustedProxies);
  app.use(commonHeaders);
  app.use(securityHeaders());
  app.use(accessLog(refusalTally(app)));
  app.use(writeDeadline(config.writeTimeoutMs));
  app.use(limitUrl);
  const authenticator = app.get(Authenticator);
  readJsonBodies(app, ({ headers }) => authenticator.knows(headers));
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(createValidationPipe());
}

/** Tells what it still has when the server closes. */
function refusalTally(app: NestExpressApplication): RefusalTally {
  const refusals = new RefusalTally();
  app.getHttpServer().once('close', () => refusals.tell());
  return refusals;
}

/** Nothing is kept by browsers and proxies unless its route says otherwise. */
function commonHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('X-Request-Id', requestIdOf(request));
  response.setHeader('Cache-Control', 'no-store');
  next();
}

function limitUrl(request: Request, _: Response, next: NextFunction): void {
  const tooLong = request.url.length > URL_LENGTH;
  next(tooLong ? new Failure('invalid_request', `The address is longer than ${URL_LENGTH} characters`) : undefined);
}
