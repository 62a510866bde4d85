import { type OriginFacts, judgeOrigin } from './same-origin.js';

const post = (facts: Partial<OriginFacts> = {}): OriginFacts => ({
  method: 'POST',
  contentType: 'application/json',
  host: 'room.example:9091',
  origin: undefined,
  fetchSite: undefined,
  ...facts,
});

describe('judgeOrigin', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('lets %s pass whatever it says', (method) => {
    expect(judgeOrigin(post({ method, origin: 'null', contentType: undefined }))).toBe('allowed');
  });

  it('lets a caller pass that is no browser', () => expect(judgeOrigin(post())).toBe('allowed'));

  it.each([
    [{ origin: 'http://room.example:9091' }],
    [{ origin: 'https://ROOM.example:9091', host: 'room.EXAMPLE:9091' }],
    [{ origin: 'https://room.example', host: 'room.example' }],
    [{ origin: 'https://room.example', host: 'room.example:443' }],
    [{ origin: 'http://[::1]:9091', host: '[::1]:9091' }],
    [{ origin: 'http://room.example:9091', fetchSite: 'same-origin' }],
    [{ fetchSite: 'none' }],
  ])('takes %j for its own', (facts) => expect(judgeOrigin(post(facts))).toBe('allowed'));

  it.each([
    [{ origin: 'null' }],
    [{ origin: '' }],
    [{ origin: 'http://evil.example' }],
    [{ origin: 'http://room.example' }],
    [{ origin: 'http://room.example:9091.evil.example' }],
    [{ origin: 'http://evil.example@room.example:9091' }],
    [{ origin: 'http://room.example:9091/' }],
    [{ origin: 'http://room.example:9091, http://evil.example' }],
    [{ origin: 'file://room.example:9091' }],
    [{ origin: 'http://room.example:9091', host: undefined }],
    [{ origin: 'http://room.example:9091', host: '' }],
    [{ origin: 'http://room.example:9091', fetchSite: 'cross-site' }],
    [{ origin: 'http://room.example:9091', fetchSite: 'same-site' }],
    [{ fetchSite: 'cross-site' }],
    [{ fetchSite: '' }],
  ])('takes %j for foreign', (facts) => expect(judgeOrigin(post(facts))).toBe('foreign'));

  it.each([
    undefined,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
  ])('wants JSON, not %p', (contentType) => expect(judgeOrigin(post({ contentType }))).toBe('not_json'));

  it('takes JSON with parameters and in any case', () => {
    expect(judgeOrigin(post({ contentType: 'Application/JSON; charset=utf-8' }))).toBe('allowed');
  });
});
