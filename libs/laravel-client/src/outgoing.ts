import { headerText } from './header-text.js';
import type { LaravelCall } from './laravel-call.js';
import type { CallContext, LaravelTarget } from './laravel-client-options.js';
import type { Outgoing } from './wire.js';

/** Lists of a large fleet stay far below it. */
const LONGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** The request of a call (contract, sections 1.2 and 1.3). Without `Accept`, Laravel would answer with pages. */
export function outgoingOf(
  call: LaravelCall<unknown>,
  context: CallContext,
  target: LaravelTarget,
  timeoutMs: number,
): Outgoing {
  const query = call.query?.toString() ?? '';
  const actor = call.method === 'GET' ? '' : headerText(context.actor ?? '');
  return {
    method: call.method,
    url: `${target.baseUrl.replace(/\/+$/, '')}${call.path}${query === '' ? '' : `?${query}`}`,
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${target.token}`,
      ...(call.side === 'internal' && { 'X-Internal-Token': target.token }),
      'X-Request-Id': headerText(context.requestId),
      ...(actor !== '' && { 'X-Triggered-By': actor }),
      ...(call.body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: call.body === undefined ? undefined : JSON.stringify(call.body),
    timeoutMs: call.timeoutMs ?? timeoutMs,
    maxBytes: LONGEST_ANSWER_BYTES,
    overflow: 'fail',
  };
}
