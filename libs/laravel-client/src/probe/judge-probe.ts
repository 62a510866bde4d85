import { objectIn } from '../answers/json-body.js';
import type { Incoming } from '../wire.js';

/** Whether a worker with a bundle's token would be let in. */
export interface ClaimProbe {
  readonly result: 'pass' | 'pending' | 'fail';
  /** What was seen, for people. It never holds the token. */
  readonly detail: string;
}

const DETAIL_LENGTH = 180;

/**
 * Judges the answer to a claim that can claim nothing (contract of the control plane, section 9.5): Laravel looks at
 * the token before it looks at the body, so a refused body proves a good token.
 */
export function judgeProbe(incoming: Incoming, token: string): ClaimProbe {
  const said = detailOf(incoming, token);
  const id =
    incoming.requestId === null
      ? ''
      : ` (request ${incoming.requestId.replaceAll(token, '***').slice(0, DETAIL_LENGTH)})`;
  const { result, meaning } = verdictOf(incoming.status);
  return { result, detail: `${meaning}${said === '' ? '' : `: ${said}`}${id}` };
}

function verdictOf(status: number): { result: ClaimProbe['result']; meaning: string } {
  switch (status) {
    case 422:
      return { result: 'pass', meaning: 'The token was accepted; nothing was claimed' };
    case 200:
    case 204:
      return { result: 'pass', meaning: 'The token was accepted' };
    case 401:
    case 403:
      return { result: 'fail', meaning: `Laravel rejects the token (${status})` };
    case 429:
      return { result: 'pending', meaning: 'Laravel takes no more calls for the moment (429)' };
    default:
      if (status >= 500) return { result: 'pending', meaning: `Laravel failed (${status})` };
      return { result: 'fail', meaning: `Laravel answered ${status}, which it should not` };
  }
}

/** The `message` of a JSON answer, else the beginning of the text; without the token, also where the end cuts it. */
function detailOf(incoming: Incoming, token: string): string {
  const { message } = objectIn(incoming);
  const text = typeof message === 'string' ? message : incoming.bytes.toString('utf8');
  const harmless = text.replaceAll(token, '***').replace(/\s+/g, ' ').trim();
  return [...harmless].slice(0, DETAIL_LENGTH).join('');
}
