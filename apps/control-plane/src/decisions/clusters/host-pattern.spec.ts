import fc from 'fast-check';
import { hostPattern } from './host-pattern.js';

describe('a mail host without what varies between its machines', () => {
  it.each([
    ['mx1.mail.example.net', '*.mail.example.net'],
    ['alt2.aspmx.l.google.com', '*.aspmx.l.google.com'],
    ['mta5.am0.yahoodns.net', '*.yahoodns.net'],
    ['contoso-com.mail.protection.outlook.com', '*.mail.protection.outlook.com'],
    ['hotmail-com.olc.protection.outlook.com.', '*.olc.protection.outlook.com'],
    ['mx3.example.co.uk', '*.example.co.uk'],
    ['MX.163.COM', 'mx.163.com'],
    ['198.51.100.4', '*'],
    ['[2001:db8::1]', '*'],
    ['localhost', 'localhost'],
    [`mx${'.'.repeat(300)}x`, '*'],
    ['', null],
    [null, null],
  ])('%s is %s', (host, pattern) => expect(hostPattern(host)).toBe(pattern));

  const label = fc.stringMatching(/^[a-z]{3,10}$/);
  it('is the same for all machines of one host, and its own pattern is itself', () => {
    fc.assert(
      fc.property(label, label, label, fc.nat(999), fc.nat(999), (name, middle, owner, one, other) => {
        const of = (number: number) => hostPattern(`${name}${number}.${middle}.${owner}.net`);
        expect(of(one)).toBe(of(other));
        expect(of(one)).toBe(`*.${middle}.${owner}.net`);
        expect(hostPattern(of(one))).toBe(of(one));
      }),
    );
  });

  it('never loses whose host it is', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9-]{1,6}$/), { maxLength: 3 }), label, (machine, owner) => {
        expect(hostPattern([...machine, owner, 'net'].join('.'))).toMatch(new RegExp(`(^|\\.)${owner}\\.net$`));
      }),
    );
  });
});
