import type { IncomingHttpHeaders } from 'node:http';
import { Logger } from '@nestjs/common';
import { StoppedClock } from '@app/service';
import { testConfig } from '../config/testing/test-config.js';
import { Authenticator } from './authenticator.js';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (user: string, token: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`,
});

describe('Authenticator', () => {
  const clock = new StoppedClock(1_000_000);
  let authenticator: Authenticator;
  beforeEach(() => {
    Logger.overrideLogger(false);
    authenticator = new Authenticator(testConfig({ CONTROL_PLANE_TOKEN_PREVIOUS: 'former' }), clock);
  });

  const codeOf = (headers: IncomingHttpHeaders, address = '192.0.2.1'): string => {
    try {
      authenticator.authenticate(headers, address);
      return 'allowed';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('knows operators, workers and viewers by their token, the former one too', () => {
    const known = ['operator-token', 'former', 'worker-token', 'viewer-token'].map((token) =>
      authenticator.authenticate(bearer(token), ''),
    );
    expect(known.map(({ scope, actor }) => [scope, actor])).toEqual([
      ['operator', 'api'],
      ['operator', 'api'],
      ['worker', 'worker'],
      ['viewer', 'viewer'],
    ]);
  });

  it('names the actor after the Basic user', () => {
    expect(authenticator.authenticate(basic('ann', 'viewer-token'), '')).toEqual({
      scope: 'viewer',
      actor: 'ann',
      method: 'basic',
    });
  });

  it('asks for credentials in a way that browsers understand', () => {
    expect(() => authenticator.authenticate({}, '')).toThrow(
      expect.objectContaining({
        code: 'unauthorized',
        headers: { 'WWW-Authenticate': 'Basic realm="Verifier Engine Room", charset="UTF-8"' },
      }) as Error,
    );
  });

  it('turns wrong credentials away after twenty, for a minute, from that address alone', () => {
    const answers = Array.from({ length: 21 }, () => codeOf(bearer('wrong')));
    expect([answers.slice(0, 20).every((code) => code === 'unauthorized'), answers[20]]).toEqual([
      true,
      'too_many_failures',
    ]);
    expect(codeOf({ authorization: 'Basic !' })).toBe('too_many_failures');
    expect(codeOf(bearer('wrong'), '192.0.2.2')).toBe('unauthorized');
    expect(() => authenticator.authenticate(bearer('wrong'), '192.0.2.1')).toThrow(
      expect.objectContaining({ retryAfterSeconds: 60 }) as Error,
    );
    clock.advance(60_000);
    expect(codeOf(bearer('wrong'))).toBe('unauthorized');
  });

  it('lets valid credentials pass from an address that guesses, and does not count requests without any', () => {
    for (let i = 0; i < 50; i++) codeOf(bearer('wrong'));
    expect([codeOf(bearer('worker-token')), codeOf({})]).toEqual(['allowed', 'unauthorized']);
    const quiet = Array.from({ length: 50 }, () => codeOf({}, '192.0.2.9'));
    expect(new Set(quiet)).toEqual(new Set(['unauthorized']));
  });

  it('tells whether it knows somebody without counting that as an attempt', () => {
    for (let i = 0; i < 50; i++) expect(authenticator.knows(bearer('wrong'))).toBe(false);
    expect([{}, bearer('viewer-token'), basic('ann', 'former')].map((headers) => authenticator.knows(headers))).toEqual(
      [false, true, true],
    );
    expect(codeOf(bearer('wrong'))).toBe('unauthorized');
  });
});
