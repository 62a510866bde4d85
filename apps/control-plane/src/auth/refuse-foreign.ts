import type { IncomingMessage } from 'node:http';
import { Failure } from '../common/failure.js';
import type { Principal } from './principal.js';
import { judgeOrigin } from './same-origin.js';

/**
 * Refuses what another site may have made a browser send. Only Basic credentials are sent by a browser on its own.
 * @throws Failure forbidden; unsupported_media_type
 */
export function refuseForeign(request: IncomingMessage, principal: Principal): void {
  if (principal.method !== 'basic') return;
  const { headers, method = '' } = request;
  const fetchSite = headers['sec-fetch-site'];
  const verdict = judgeOrigin({
    method,
    contentType: headers['content-type'],
    host: headers.host,
    origin: headers.origin,
    fetchSite: Array.isArray(fetchSite) ? fetchSite.join() : fetchSite,
  });
  switch (verdict) {
    case 'allowed':
      return;
    case 'foreign':
      throw new Failure('forbidden', 'The request comes from another site. Nothing was changed.');
    case 'not_json':
      throw new Failure('unsupported_media_type', 'Send Content-Type: application/json. Nothing was changed.');
  }
}
