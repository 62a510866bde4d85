import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The address of who called, seen through `trustedProxies` reverse proxies: each of them has appended the address it was
 * called from to `X-Forwarded-For`. What stands further left was written by the caller and is not believed; where no
 * address stands, it is the proxy's that counts. With `trustedProxies` above 0 the port must be reachable by the proxies
 * alone: whoever else comes to it writes the header as they like.
 */
export function callerAddress(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (trustedProxies === 0) return direct;
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join() : (header ?? '')).split(',').map((part) => part.trim());
  const [seen = ''] = forwarded.filter((part) => part !== '').slice(-trustedProxies);
  return isIP(seen) === 0 ? direct : seen;
}
