import { phpJson, RawJson } from './php-json.js';

describe('PHP JSON', () => {
  it.each([
    ['a/b', '"a\\/b"'],
    ['é€😀', '"\\u00e9\\u20ac\\ud83d\\ude00"'],
    ['"\n', '"\\"\\n"'],
    [{}, '[]'],
    [{ a: {}, b: [], c: undefined, d: null }, '{"a":[],"b":[],"d":null}'],
    [[1, 1.5, true, null], '[1,1.5,true,null]'],
    [{ payload: new RawJson('{"b": 1.0}') }, '{"payload":{"b": 1.0}}'],
  ])('writes %j as %s', (value, expected) => {
    expect(phpJson(value)).toBe(expected);
  });

  it('is still JSON of the same value', () => {
    const value = { 'sch/lüssel': ['\u0000', '\u2028', 'x'], n: -0.25 };
    expect(JSON.parse(phpJson(value))).toEqual(value);
  });
});
