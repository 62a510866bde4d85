import { headerText } from './header-text.js';

const request = (value: string | undefined) => ({ get: () => value }) as never;

describe('a header’s text', () => {
  it.each([
    [' alex ', 'alex'],
    [Buffer.from('Žofie 日本').toString('latin1'), 'Žofie 日本'],
    ['caf\u00e9', 'caf\u00e9'],
    [undefined, ''],
  ])('of %j is %j', (value, expected) => {
    expect(headerText(request(value), 'x-triggered-by')).toBe(expected);
  });
});
