import { createHmac } from 'node:crypto';
import { isSameSecret } from '@app/agent-protocol';

/** Laravel's signed URL: HMAC-SHA256, keyed with the application's key, over the URL with its query sorted (5.3). */
export function signedUrl(origin: string, path: string, query: Readonly<Record<string, string>>, key: string): string {
  const sorted = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  const unsigned = `${origin}${path}?${new URLSearchParams(sorted).toString()}`;
  return `${unsigned}&signature=${signatureOf(unsigned, key)}`;
}

/**
 * Whether this URL, as it was asked for, carries the signature of itself and has not expired.
 * @param origin scheme and host that the request came through: a link works through the one it was made for
 * @param target path and query as they stand in the request line
 */
export function isSignedUrl(origin: string, target: string, key: string, now: number): boolean {
  const [path = '', query = ''] = splitOnce(target, '?');
  const parameters = query.split('&').filter((parameter) => !parameter.startsWith('signature='));
  const asked = new URLSearchParams(query);
  const expected = signatureOf(`${origin}${path}?${parameters.join('&')}`.replace(/\?$/, ''), key);
  const expires = asked.get('expires');
  return isSameSecret(asked.get('signature') ?? '', expected) && (expires === null || now / 1_000 <= Number(expires));
}

function signatureOf(url: string, key: string): string {
  return createHmac('sha256', key).update(url).digest('hex');
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const position = text.indexOf(separator);
  return position < 0 ? [text, ''] : [text.slice(0, position), text.slice(position + 1)];
}
