import type { Request } from 'express';

/** Who called. An IPv4 address is itself, also on a socket that takes both kinds. */
export function callerAddress(request: Pick<Request, 'ip'>): string {
  return (request.ip ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}
