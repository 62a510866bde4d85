import { LaravelError, type LaravelErrorKind, type LaravelFieldProblem } from '../laravel-error.js';
import type { Incoming } from '../wire.js';
import { isObject, objectIn } from './json-body.js';

const MESSAGE_LENGTH = 300;
const REPORTED_FIELDS = 50;
/** What Laravel says when the fields say the rest (contract, sections 2.2 and 2.3). */
const GENERIC = /^validation failed\.?$/i;

/** What a call was, as far as its refusal depends on it. */
export interface AskedFor {
  readonly isWrite: boolean;
  readonly requestId: string;
}

/**
 * An answer outside 2xx as an error (contract, sections 1.6 and 10). A 4xx, or any answer with an `error_code`, is
 * Laravel's own decision, so nothing has happened; after another 5xx nobody knows.
 */
export function refusalFrom(incoming: Incoming, asked: AskedFor): LaravelError {
  const { status } = incoming;
  const body = objectIn(incoming);
  const ownCode = codeIn(body);
  const isClientError = status >= 400 && status < 500;
  const fields = fieldsIn(body);
  const mayHaveHappened = asked.isWrite && !isClientError && ownCode === null;
  const message = messageOf(status, ownCode, body, fields);
  return new LaravelError(mayHaveHappened ? `${message}; look whether it happened before it is repeated` : message, {
    kind: kindOf(status),
    status,
    code: ownCode ?? codeOfStatus(status),
    requestId: textIn(body, 'request_id') ?? incoming.requestId ?? asked.requestId,
    fields,
    details: isObject(body['details']) ? body['details'] : null,
    mayHaveHappened,
    retryAfterSeconds: incoming.retryAfterSeconds,
  });
}

/** Whether a server exists and has no bundle, as opposed to no such server (contract, sections 2 and 5.2). */
export function isNoBundle(incoming: Incoming): boolean {
  if (incoming.status !== 404) return false;
  const body = objectIn(incoming);
  return codeIn(body) === 'bundle_not_found' || /no provisioning bundle/i.test(textIn(body, 'message') ?? '');
}

function kindOf(status: number): LaravelErrorKind {
  if (status >= 500) return 'upstream';
  return status >= 400 ? 'refused' : 'broken_contract'; // the contract knows no redirects
}

function codeOfStatus(status: number): string {
  if (status >= 500) return 'upstream_error';
  const codes: Readonly<Record<number, string>> = {
    401: 'unauthorized',
    403: 'forbidden',
    422: 'validation_failed',
    429: 'rate_limited',
  };
  return codes[status] ?? 'request_failed';
}

/**
 * Laravel's own words only where it chose them: its framework's name classes, and of a failure while it debugs they
 * quote the database.
 */
function messageOf(
  status: number,
  code: string | null,
  body: Readonly<Record<string, unknown>>,
  fields: readonly LaravelFieldProblem[],
): string {
  if (status === 401 || status === 403) return 'Laravel refuses our token';
  if (status === 429) return 'Laravel takes no more calls for the moment';
  const said = textIn(body, 'message');
  if (status === 422)
    return (said !== null && !GENERIC.test(said) ? said : fields[0]?.problem) ?? 'Laravel refuses the input';
  if (code !== null && said !== null) return said;
  if (status === 404) return 'Laravel has no such record';
  if (status >= 500) return `Laravel failed with status ${status}`;
  if (status >= 300 && status < 400)
    return `Laravel's address answers with a redirect (${status}); it may be configured wrongly`;
  return `Laravel refused with status ${status}`;
}

function codeIn(body: Readonly<Record<string, unknown>>): string | null {
  const code = body['error_code'];
  return typeof code === 'string' && /^[a-z0-9_]{1,64}$/.test(code) ? code : null; // it becomes a label of figures
}

function textIn(body: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = body[name];
  return typeof value === 'string' && value.trim() !== '' ? [...value.trim()].slice(0, MESSAGE_LENGTH).join('') : null;
}

/** `errors: {field: [text, …]}`, one entry a text. */
function fieldsIn(body: Readonly<Record<string, unknown>>): readonly LaravelFieldProblem[] {
  if (!isObject(body['errors'])) return [];
  return Object.entries(body['errors'])
    .flatMap(([field, problems]) => [problems].flat().map((problem) => ({ field, problem: String(problem) })))
    .slice(0, REPORTED_FIELDS)
    .map(({ field, problem }) => ({ field, problem: problem.slice(0, MESSAGE_LENGTH) }));
}
