import type { IncomingMessage } from 'node:http';

/**
 * The address of who called, seen through `trustedProxies` reverse proxies: each of them has appended the address it was
 * called from to `X-Forwarded-For`. What stands further left was written by the caller and is not believed.
 */
export function callerAddress(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (trustedProxies === 0) return direct;
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join() : (header ?? '')).split(',').map((part) => part.trim());
  const known = forwarded.filter((part) => part !== '').slice(-trustedProxies);
  return known[0] ?? direct;
}
