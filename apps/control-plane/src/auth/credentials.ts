/**
 * What a request shows to be let in. `secret` has one character per byte sent, as Node reads header values, so that
 * both methods are compared in the same form.
 */
export type Credentials =
  | { readonly kind: 'bearer'; readonly secret: string }
  | { readonly kind: 'basic'; readonly secret: string; readonly userName: string };

const BEARER = 'Bearer '; // the scheme word is case-sensitive, as today's callers know it (contract 1.1)
const BASIC = /^Basic +([A-Za-z0-9+/]+={0,2})$/i;
const USER_NAME_LENGTH = 100;

/** The credentials of an `Authorization` header, or null when there are none that can be read. */
export function readCredentials(header: string | undefined): Credentials | null {
  if (header === undefined) return null;
  if (header.startsWith(BEARER)) return readBearer(header);
  return readBasic(header);
}

/** How a secret of the configuration looks in `Credentials`. */
export function asSent(secret: string): string {
  return Buffer.from(secret, 'utf8').toString('latin1');
}

function readBearer(header: string): Credentials | null {
  const secret = header.slice(BEARER.length).trim();
  return secret === '' ? null : { kind: 'bearer', secret };
}

function readBasic(header: string): Credentials | null {
  const encoded = BASIC.exec(header)?.[1];
  if (encoded === undefined || encoded.length % 4 !== 0) return null;
  const pair = Buffer.from(encoded, 'base64').toString('latin1');
  const colon = pair.indexOf(':');
  if (colon < 1) return null;
  const userName = readableName(Buffer.from(pair.slice(0, colon), 'latin1').toString('utf8'));
  return userName === '' ? null : { kind: 'basic', secret: pair.slice(colon + 1), userName };
}

/** The name as journal and log may show it: no control, bidirectional or invisible characters, not endless. */
function readableName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return Array.from(visible).slice(0, USER_NAME_LENGTH).join('');
}
