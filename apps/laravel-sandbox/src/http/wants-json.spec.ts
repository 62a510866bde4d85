import { wantsJson } from './wants-json.js';

const request = (headers: Readonly<Record<string, string>>) => ({ get: (name: string) => headers[name] }) as never;

describe('who wants JSON', () => {
  it.each([
    [{ accept: 'application/json' }, true],
    [{ accept: 'application/problem+json, text/html;q=0.5' }, true],
    [{ accept: 'text/html;q=0.5, application/json' }, true],
    [{ accept: 'text/html, application/json' }, false],
    [{ accept: '*/*' }, false],
    [{}, false],
    [{ accept: '*/*', 'x-requested-with': 'XMLHttpRequest' }, true],
  ])('of %j: %s', (headers, expected) => {
    expect(wantsJson(request(headers))).toBe(expected);
  });
});
