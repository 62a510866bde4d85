import type { NestExpressApplication } from '@nestjs/platform-express';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { Failure } from '../common/failure.js';
import { bodyShapeProblem } from './body-shape.js';

/** The largest body that callers have a use for is a server's record with its notes. Heartbeats have their own limit. */
const LIMIT_KB = 64;
const UNCHANGED = 'Nothing was changed.';
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Reads JSON bodies, and refuses every other kind and every harmful shape with the reason. The body of a caller whom
 * `isKnown` does not know stays unread: the guard will refuse it, and a public route takes no body.
 */
export function readJsonBodies(app: NestExpressApplication, isKnown: (request: IncomingMessage) => boolean): void {
  app.use(refuseOtherTypes);
  app.useBodyParser('json', { limit: LIMIT_KB * 1_024, strict: false, inflate: false, type: isKnown });
  app.use(explainUnreadable);
  app.use(refuseHarmfulShape);
}

/** Callers that send no type at all mean JSON: the former service did not look at it (contract 1.1). */
function refuseOtherTypes(request: Request, _: Response, next: NextFunction): void {
  const type = request.headers['content-type'];
  if (!hasBody(request) || type === undefined || JSON_TYPE.test(type)) return next();
  next(new Failure('unsupported_media_type', `Send Content-Type: application/json. ${UNCHANGED}`));
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** The parser's own words may quote the body, which may hold a secret. */
function explainUnreadable(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
  next(unreadable(error) ?? error);
}

function unreadable(error: unknown): Failure | null {
  const details = { cause: error };
  switch ((error as { type?: unknown } | null)?.type) {
    case 'entity.parse.failed':
      return new Failure('invalid_request', `The body is not valid JSON${positionOf(error)}. ${UNCHANGED}`, details);
    case 'entity.too.large':
      return new Failure('body_too_large', `The body is larger than ${LIMIT_KB} kB. ${UNCHANGED}`, details);
    case 'charset.unsupported':
      return new Failure('unsupported_media_type', `The body must be UTF-8. ${UNCHANGED}`, details);
    case 'encoding.unsupported':
      return new Failure('unsupported_media_type', `The body must not be compressed. ${UNCHANGED}`, details);
    case 'request.aborted':
    case 'request.size.invalid':
      return new Failure('invalid_request', `The body did not arrive completely. ${UNCHANGED}`, details);
    default:
      return null;
  }
}

function positionOf(error: unknown): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? '' : ` (at position ${position})`;
}

/** `null` means the same as `{}` (contract 1.1); no body at all is the route's affair. */
function refuseHarmfulShape(request: Request, _: Response, next: NextFunction): void {
  const body = request.body as unknown;
  if (body === undefined) return next();
  if (body === null) {
    request.body = {};
    return next();
  }
  const problem = bodyShapeProblem(body);
  next(problem === null ? undefined : new Failure('invalid_request', `${problem}. ${UNCHANGED}`));
}
