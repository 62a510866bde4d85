import { createHmac } from 'node:crypto';
import { isSignedUrl, signedUrl } from './signed-url.js';

const ORIGIN = 'https://app.sample.test';
const KEY = 'the key';
const LINK = signedUrl(ORIGIN, '/provisioning/bundles/2f1c/install.sh', { expires: '1772440800' }, KEY);
const TARGET = LINK.slice(ORIGIN.length);
const IN_TIME = 1_772_440_800_000;

describe('a signed link', () => {
  it('carries the HMAC of itself with its query sorted', () => {
    const link = signedUrl(ORIGIN, '/x', { key: 'a/b', disk: 's3' }, KEY);
    const unsigned = `${ORIGIN}/x?disk=s3&key=a%2Fb`;
    expect(link).toBe(`${unsigned}&signature=${createHmac('sha256', KEY).update(unsigned).digest('hex')}`);
    expect(isSignedUrl(ORIGIN, link.slice(ORIGIN.length), KEY, 0)).toBe(true);
  });

  it('works until it expires', () => {
    expect(isSignedUrl(ORIGIN, TARGET, KEY, IN_TIME)).toBe(true);
    expect(isSignedUrl(ORIGIN, TARGET, KEY, IN_TIME + 1)).toBe(false);
  });

  it.each([
    ['another host', 'https://other.sample.test', TARGET],
    ['another scheme', 'http://app.sample.test', TARGET],
    ['another port', 'https://app.sample.test:8443', TARGET],
    ['another file', ORIGIN, TARGET.replace('install.sh', 'worker.env')],
    ['a later expiry', ORIGIN, TARGET.replace('1772440800', '1772440801')],
    ['a second expiry', ORIGIN, TARGET.replace('?', '?expires=9999999999&')],
    ['more in the query', ORIGIN, `${TARGET}&a=b`],
    ['no signature', ORIGIN, TARGET.replace(/&signature=.*/, '')],
    ['an empty signature', ORIGIN, TARGET.replace(/signature=.*/, 'signature=')],
    ['no expiry', ORIGIN, TARGET.replace('expires=1772440800&', '')],
  ])('does not work with %s', (_, origin, target) => {
    expect(isSignedUrl(origin, target, KEY, IN_TIME)).toBe(false);
  });

  it('does not work when any character of its signature is another one', () => {
    const begin = TARGET.indexOf('signature=') + 'signature='.length;
    for (let at = begin; at < TARGET.length; at += 1) {
      const other = TARGET[at] === '0' ? '1' : '0';
      expect(isSignedUrl(ORIGIN, TARGET.slice(0, at) + other + TARGET.slice(at + 1), KEY, IN_TIME)).toBe(false);
    }
  });
});
