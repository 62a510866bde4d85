import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { allowedMethods } from './allowed-methods.js';
import { Failure, type FailureCode } from './failure.js';
import { defectProblem, failureHeaders, problemOf } from './problem.js';
import { requestIdOf } from './request-id.js';

const CODE_OF_STATUS: Readonly<Record<number, FailureCode>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** The one place where what was thrown becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const requestId = requestIdOf(request);
    const failure = asFailure(thrown, request);
    if (failure === null) {
      this.log.error({ msg: 'request failed', request_id: requestId, path: request.path }, stackOf(thrown));
    }
    const problem = failure === null ? defectProblem(requestId) : problemOf(failure, requestId);
    if (failure !== null) response.set(failureHeaders(failure));
    response.set('X-Request-Id', requestId).status(problem.status).type('application/problem+json');
    response.send(JSON.stringify(problem));
  }
}

/** What a caller can act on, or null when `thrown` is a defect. */
function asFailure(thrown: unknown, request: Request): Failure | null {
  if (thrown instanceof Failure) return thrown;
  const status = statusOf(thrown);
  if (status === 404) return unknownRoute(request);
  if (status === null) return null;
  return new Failure(CODE_OF_STATUS[status] ?? 'invalid_request', messageOf(thrown), { cause: thrown });
}

function unknownRoute(request: Request): Failure {
  const allowed = allowedMethods(request.app, request.path);
  if (allowed.length === 0 || allowed.includes(request.method))
    return new Failure('not_found', `Nothing is served at ${request.path.slice(0, 200)}`);
  const headers = { Allow: allowed.join(', ') };
  return new Failure('method_not_allowed', `${request.method} is not possible here; ${headers.Allow} is`, { headers });
}

/** Body parsers and Nest mark their errors with a status below 500; anything without one is a defect. */
function statusOf(thrown: unknown): number | null {
  const status = thrown instanceof HttpException ? thrown.getStatus() : (thrown as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : 'The request was refused';
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
