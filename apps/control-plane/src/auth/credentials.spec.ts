import { asSent, readCredentials } from './credentials.js';

const basic = (pair: string) => `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;

describe('readCredentials', () => {
  it('reads a Bearer token and drops the spaces round it', () => {
    expect(readCredentials('Bearer   abc  ')).toEqual({ kind: 'bearer', secret: 'abc' });
  });

  it('takes the scheme word of Bearer literally and that of Basic in any case', () => {
    expect(readCredentials('bearer abc')).toBeNull();
    expect(readCredentials(basic('ann:abc').replace('Basic', 'bAsIc'))).toMatchObject({
      userName: 'ann',
      secret: 'abc',
    });
  });

  it('keeps colons of the password', () => {
    expect(readCredentials(basic('ann:a:b:'))).toEqual({ kind: 'basic', userName: 'ann', secret: 'a:b:' });
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer    ',
    'Basic',
    'Basic !!!!',
    'Basic YW5uOmFi=',
    'Basic YW5uOmF',
    'Digest abc',
  ])('finds nothing in %p', (header) => expect(readCredentials(header)).toBeNull());

  it('refuses a Basic pair without a user name, or with a name nobody could see', () => {
    expect([basic(':abc'), basic('abc'), basic('\u0000\u200b:abc'), basic('  :abc')].map(readCredentials)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('makes user names fit for journal and log', () => {
    expect(readCredentials(basic('Zoë\r\nadmin\u202e:x'))).toMatchObject({ userName: 'Zoëadmin' });
    const long = readCredentials(basic(`${'ö'.repeat(150)}:x`));
    expect(long).toMatchObject({ userName: 'ö'.repeat(100) });
  });

  it('reads a secret beyond ASCII alike from both methods', () => {
    const onTheWire = Buffer.from('Bearer pässwörd', 'utf8').toString('latin1'); // as Node gives header values
    const secrets = [readCredentials(onTheWire)?.secret, readCredentials(basic('ann:pässwörd'))?.secret];
    expect(secrets).toEqual([asSent('pässwörd'), asSent('pässwörd')]);
  });
});
