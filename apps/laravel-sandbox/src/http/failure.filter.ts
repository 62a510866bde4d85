import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SandboxConfig } from '../config/sandbox-config.js';
import { allowedMethods } from './allowed-methods.js';
import { EnvelopeFailure, FrameworkFailure, FrameworkValidationFailure } from './failures.js';
import { contextOf } from './request-context.js';
import { wantsJson } from './wants-json.js';

const OF_THE_TOKEN = ['internal_token_missing', 'unauthorized'];

/** Writes every refusal in its family's shape (contract 1.6). */
@Catch()
export class FailureFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  constructor(private readonly config: SandboxConfig) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return void response.destroy();
    if (error instanceof EnvelopeFailure) return sendEnvelope(error, request, response);
    this.sendFramework(this.frameworkFailureOf(error, request), request, response);
  }

  private frameworkFailureOf(error: unknown, request: Request): FrameworkFailure {
    if (error instanceof FrameworkFailure) return error;
    if (error instanceof NotFoundException) return unknownRoute(request);
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    if (status < 500) return new FrameworkFailure(status, error instanceof Error ? error.message : '');
    this.log.error({ msg: 'request failed', path: request.path }, error instanceof Error ? error.stack : String(error));
    const message = this.config.debug && error instanceof Error ? error.message : 'Server Error';
    return new FrameworkFailure(500, message, error instanceof Error ? error.name : 'Error');
  }

  private sendFramework(failure: FrameworkFailure, request: Request, response: Response): void {
    response.set(failure.headers);
    if (!wantsJson(request)) return this.sendPage(failure, request, response);
    response.status(failure.status).json({
      message: failure.message,
      ...(failure instanceof FrameworkValidationFailure && { errors: failure.errors }),
      ...(this.config.debug && !(failure instanceof FrameworkValidationFailure) && debugOf(failure)),
    });
  }

  /** Whoever does not ask for JSON is taken for a browser: sent back to its form, to the login page, or shown a page. */
  private sendPage(failure: FrameworkFailure, request: Request, response: Response): void {
    if (failure.status === 422) return response.redirect(302, request.get('referer') ?? this.config.appUrl);
    if (failure.status === 401) return response.redirect(302, `${this.config.appUrl}/login`);
    response.status(failure.status).type('html').send(page(failure.status));
  }
}

function sendEnvelope(failure: EnvelopeFailure, request: Request, response: Response): void {
  const { headerRequestId, bodyRequestId } = contextOf(request);
  response.setHeader('X-Request-Id', headerRequestId);
  response.status(failure.status).json({
    error_code: failure.code,
    message: failure.message,
    request_id: OF_THE_TOKEN.includes(failure.code) ? headerRequestId : bodyRequestId,
    ...failure.more,
  });
}

function unknownRoute(request: Request): FrameworkFailure {
  const route = request.path.replace(/^\/+/, '') || '/';
  const methods = allowedMethods(request.app, request.path);
  const family = 'Symfony\\Component\\HttpKernel\\Exception';
  if (methods.length === 0) {
    return new FrameworkFailure(404, `The route ${route} could not be found.`, `${family}\\NotFoundHttpException`);
  }
  return new FrameworkFailure(
    405,
    `The ${request.method} method is not supported for route ${route}. Supported methods: ${methods.join(', ')}.`,
    `${family}\\MethodNotAllowedHttpException`,
    { Allow: methods.join(', ') },
  );
}

/** The status that body-reading libraries put on their errors; 500 for the rest. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

function debugOf(failure: FrameworkFailure): object {
  const trace = (failure.stack ?? '').split('\n').slice(1);
  return {
    exception: failure.exception,
    file: '/app/bootstrap/app.php',
    line: 1,
    trace: trace.map((line) => ({ function: line.trim() })),
  };
}

function page(status: number): string {
  const title = status >= 500 ? 'Server Error' : status === 404 ? 'Not Found' : 'Refused';
  return `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body><p>${status} ${title}</p></body></html>`;
}
