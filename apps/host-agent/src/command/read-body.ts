import type { IncomingMessage } from 'node:http';

/** The connection ended before the request did. */
export class CallerLeft extends Error {
  override readonly name = 'CallerLeft';
}

/**
 * The bytes of a request, or null as soon as there are more than `limit`; the rest is then thrown away.
 * @throws CallerLeft
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((answer, fail) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= limit) parts.push(part);
      else answer(null);
    });
    request.once('end', () => answer(Buffer.concat(parts)));
    request.once('error', () => fail(new CallerLeft()));
    request.once('close', () => fail(new CallerLeft()));
  });
}
