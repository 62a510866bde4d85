import type { Problem } from '@app/contracts';

/** Why the server, or the way to it, refused a wish. The message is meant for people. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** What to quote when asking for help; null when the server never answered. */
    readonly requestId: string | null = null,
    readonly fields: NonNullable<Problem['fields']> = [],
    /** Seconds after which trying again makes sense, if the server said so. */
    readonly retryAfter: number | null = null,
    /** The stable name of the trouble, such as `laravel_unavailable`; null when the answer names none. */
    readonly code: string | null = null,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string';

/** The error of an answer that is not 2xx. A body that is no problem document still gets a sentence. */
export function refusal(response: Response, body: unknown): ApiError {
  const wait = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  if (!isProblem(body)) {
    const text = `The control plane answered ${response.status} without saying why.`;
    return new ApiError(text, response.status, response.headers.get('x-request-id'), [], retryAfter);
  }
  const { detail, title, request_id: requestId, fields = [] } = body;
  return new ApiError(detail || title, response.status, requestId, fields, retryAfter, title ?? null);
}

/** No answer came: the write may have happened or not, and we must not claim either. */
export const unanswered = (): ApiError =>
  new ApiError(
    'No answer from the control plane. The request may or may not have been carried out; look before you repeat it.',
    0,
  );
