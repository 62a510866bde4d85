import fc from 'fast-check';
import { indentJson } from './indent-json.js';

describe('JSON with indentation', () => {
  it('says the same as before', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const compact = JSON.stringify(JSON.parse(text));
        expect(indentJson(compact)).toBe(JSON.stringify(JSON.parse(text), null, 2));
      }),
    );
  });

  it('stays of the size of the text, however deep that is', () => {
    const depth = 5_000;
    expect(indentJson('['.repeat(depth) + ']'.repeat(depth)).length).toBeLessThan(110 * 2 * depth);
  });

  it('keeps how strings and numbers were spelled', () => {
    expect(indentJson('{"a":1.0,"b":"x\\/\\u00e9{,}"}')).toBe('{\n  "a": 1.0,\n  "b": "x\\/\\u00e9{,}"\n}');
  });
});
