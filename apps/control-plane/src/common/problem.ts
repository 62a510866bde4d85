import type { Problem } from '@app/contracts';
import { Failure } from './failure.js';

/** The problem document (RFC 9457) of a failure. */
export function problemOf(failure: Failure, requestId: string): Problem {
  return {
    type: `/problems/${failure.code}`,
    title: failure.code,
    status: failure.status,
    detail: failure.message,
    error: failure.message,
    request_id: requestId,
    ...(failure.fields.length > 0 && { fields: failure.fields }),
    ...(failure.data !== undefined && { data: failure.data }),
  };
}

/** The answer to a defect: says nothing of the inside, only where to find it in the log. */
export function defectProblem(requestId: string): Problem {
  const message = 'An unexpected error happened here. The request id finds it in the log.';
  return {
    type: '/problems/internal_error',
    title: 'internal_error',
    status: 500,
    detail: message,
    error: message,
    request_id: requestId,
  };
}

/** The headers a failure adds to its answer. */
export function failureHeaders(failure: Failure): Record<string, string> {
  return {
    ...failure.headers,
    ...(failure.retryAfterSeconds !== null && { 'Retry-After': String(failure.retryAfterSeconds) }),
  };
}
