import { asBoolean, cleaned, parsedBody } from './input.js';

describe('input', () => {
  it('is trimmed, and null where nothing is left, at every depth', () => {
    const input = { a: '  x ', b: '', c: [' ', { d: '\u00a0y\ufeff' }], e: 0, f: false };
    expect(cleaned(input)).toEqual({ a: 'x', b: null, c: [null, { d: 'y' }], e: 0, f: false });
  });

  it.each([true, 1, '1', 'true', 'TRUE', 'on', 'yes'])('takes %j for true', (value) => {
    expect(asBoolean(value)).toBe(true);
  });

  it.each([false, 0, 2, '0', 'no', 'anything', null, undefined, {}, []])('takes %j for false', (value) => {
    expect(asBoolean(value)).toBe(false);
  });

  it.each(['', '{', '"text"', '7', 'null'])('is empty when the body is %j', (body) => {
    expect(parsedBody(body)).toEqual({});
  });
});
