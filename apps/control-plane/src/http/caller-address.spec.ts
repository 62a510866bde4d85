import type { IncomingMessage } from 'node:http';
import { callerAddress } from './caller-address.js';

const request = (forwarded?: string) =>
  ({ socket: { remoteAddress: '10.0.0.1' }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('callerAddress', () => {
  it('believes nothing without trusted proxies', () => expect(callerAddress(request('192.0.2.1'), 0)).toBe('10.0.0.1'));

  it('looks through as many proxies as are trusted, and no further', () => {
    const forwarded = 'forged, 192.0.2.1, 10.0.0.9';
    expect([1, 2].map((proxies) => callerAddress(request(forwarded), proxies))).toEqual(['10.0.0.9', '192.0.2.1']);
  });

  it('falls back to the connection when the proxy says nothing', () => {
    expect([callerAddress(request(), 1), callerAddress(request(' , '), 1)]).toEqual(['10.0.0.1', '10.0.0.1']);
  });

  it.each(['unknown', '192.0.2.1:443', '_hidden', 'x'.repeat(100), '192.0.2.1 192.0.2.2'])(
    'takes %j for no address, and looks no further left either',
    (part) => expect(callerAddress(request(`192.0.2.9, ${part}`), 1)).toBe('10.0.0.1'),
  );

  it('takes both kinds of addresses', () => {
    expect(callerAddress(request('2001:db8::1'), 1)).toBe('2001:db8::1');
  });
});
