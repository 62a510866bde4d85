import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { SandboxConfig } from '../config/sandbox-config.js';
import { FailureFilter } from './failure.filter.js';
import { phpJson } from './php-json.js';
import { readBody } from './read-body.js';

/** The conventions of contract 1.6 and 1.7, once for all routes. */
export function configureHttp(app: NestExpressApplication, config: SandboxConfig): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'extended');
  app.use(answerAsPhp);
  for (const step of readBody()) app.use(step);
  app.useGlobalFilters(new FailureFilter(config));
}

/** Every JSON answer of this response, of controllers and refusals alike, is encoded as PHP does. */
function answerAsPhp(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-cache, private');
  response.json = (body: unknown): Response => {
    if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/json');
    return response.end(phpJson(body));
  };
  next();
}
