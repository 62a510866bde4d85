import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import helmet from 'helmet';

const nonces = new WeakMap<ServerResponse, string>();

/** The nonce of this answer: styles that the app makes at run time carry it. Another one for every answer. */
export function styleNonceOf(response: ServerResponse): string {
  const known = nonces.get(response);
  if (known !== undefined) return known;
  const nonce = randomBytes(16).toString('base64');
  nonces.set(response, nonce);
  return nonce;
}

/**
 * Headers that make a browser distrust whatever does not come from here.
 *
 * No `upgrade-insecure-requests` and no HSTS: the service speaks plain HTTP, on a LAN perhaps without any TLS, and HSTS
 * would bind every port of the host name. Where a proxy ends TLS, the proxy owns that promise.
 * No opener policy either: browsers ignore it over plain HTTP and complain on the console.
 */
export function securityHeaders(): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", (_, response) => `'nonce-${styleNonceOf(response)}'`],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' }, // `no-referrer` would make browsers send `Origin: null` to ourselves
  });
}
