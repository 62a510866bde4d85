import express, { type NextFunction, type Request, type Response, type RequestHandler } from 'express';
import { cleaned, type Input, parsedBody } from './input.js';
import { contextOf } from './request-context.js';

const BODY_LIMIT = '64mb'; // result files are the largest bodies

/** Reads the whole body and the query into the request's context. Never refuses for what is in them. */
export function readBody(): readonly RequestHandler[] {
  return [express.raw({ type: () => true, limit: BODY_LIMIT }), takeInput];
}

function takeInput(request: Request, _response: Response, next: NextFunction): void {
  const context = contextOf(request);
  if (Buffer.isBuffer(request.body)) context.rawBody = request.body;
  const type = request.get('content-type') ?? '';
  context.input = cleaned({ ...request.query, ...bodyOf(type, context.rawBody) }) as Input; // an object stays one
  next();
}

function bodyOf(type: string, body: Buffer): Input {
  if (/[/+]json/i.test(type)) return parsedBody(body.toString('utf8'));
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  }
  return {};
}
