import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { headerText } from './header-text.js';
import type { Input } from './input.js';

/** Who a verifier token belongs to. */
export interface Caller {
  readonly userId: number;
  readonly role: string | null;
}

/** What the request brings along its way through guards and controllers. */
export interface RequestContext {
  /** Body over query, cleaned (contract 1.7). */
  input: Input;
  /** The body as it came; empty when there was none. */
  rawBody: Buffer;
  /** Rows of the route's ids, by parameter name. */
  readonly models: Map<string, unknown>;
  /** Set on verifier routes. */
  caller: Caller | null;
  /** What `X-Request-Id` of the answer says. */
  readonly headerRequestId: string;
  /** What bodies and rows say: another one when the caller sent none (contract 1.3). */
  readonly bodyRequestId: string;
}

const contexts = new WeakMap<Request, RequestContext>();

/** The request's own context, made at its first use. */
export function contextOf(request: Request): RequestContext {
  const known = contexts.get(request);
  if (known !== undefined) return known;
  const made = newContext(request);
  contexts.set(request, made);
  return made;
}

function newContext(request: Request): RequestContext {
  const sent = headerText(request, 'x-request-id');
  const echoed = request.get('x-request-id')?.trim() ?? ''; // the bytes as they came
  return {
    input: {},
    rawBody: Buffer.alloc(0),
    models: new Map(),
    caller: null,
    headerRequestId: echoed || randomUUID(),
    bodyRequestId: sent || randomUUID(),
  };
}
