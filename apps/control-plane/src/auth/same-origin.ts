/** What a request says about where it comes from. */
export interface OriginFacts {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`. */
  readonly fetchSite: string | undefined;
}

export type OriginVerdict = 'allowed' | 'foreign' | 'not_json';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const ORIGIN = /^(https?):\/\/([^/?#@\\\s]+)$/i;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Whether a method promises to change nothing (RFC 9110, section 9.2.1). */
export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * Whether a request may act with credentials that a browser adds by itself (Basic). What changes something must be JSON,
 * which no form of another site can send, and must not come from another site: the host of `Origin` equals `Host`, the
 * scheme is not compared since a proxy may end TLS (contract 1.1), and `Sec-Fetch-Site` is `same-origin`, or `none` for
 * what the person typed. A caller that sends neither is no browser.
 */
export function judgeOrigin({ method, contentType, host, origin, fetchSite }: OriginFacts): OriginVerdict {
  if (isSafeMethod(method)) return 'allowed';
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return 'foreign';
  if (origin !== undefined && !isOwnOrigin(origin, host)) return 'foreign';
  return JSON_TYPE.test(contentType?.trim() ?? '') ? 'allowed' : 'not_json';
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  const [, scheme, originHost] = ORIGIN.exec(origin) ?? [];
  if (scheme === undefined || originHost === undefined || host === undefined || host === '') return false;
  const own = hostOf(`${scheme}://${host}`);
  return own !== null && own === hostOf(origin);
}

/** Lower case, without the scheme's own port. */
function hostOf(origin: string): string | null {
  return ORIGIN.test(origin) && URL.canParse(origin) ? new URL(origin).host : null;
}
