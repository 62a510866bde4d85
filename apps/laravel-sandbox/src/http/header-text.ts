import type { Request } from 'express';

/**
 * A header's text, trimmed; empty when it is missing. PHP takes its bytes for UTF-8, Node takes each for a character:
 * bytes that are no UTF-8 stay as Node reads them.
 */
export function headerText(request: Pick<Request, 'get'>, name: string): string {
  const read = request.get(name) ?? '';
  const bytes = Buffer.from(read, 'latin1');
  const text = bytes.toString('utf8');
  return (text.includes('\ufffd') ? read : text).trim();
}
