import fc from 'fast-check';
import { memberText, withoutSpace } from './json-slice.js';

const spaces = fc.stringMatching(/^[ \t\n\r]{0,3}$/);

/** JSON text of any value with white space wherever it may stand. */
function spaced(value: unknown, space: () => string): string {
  if (Array.isArray(value))
    return `[${space()}${value.map((item) => spaced(item, space) + space()).join(`,${space()}`)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}${space()}:${space()}${spaced(item, space)}${space()}`,
  );
  return `{${space()}${members.join(`,${space()}`)}}`;
}

describe('memberText', () => {
  it('keeps the text of a member as it was sent, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.array(spaces, { minLength: 1 }), (value, other, gaps) => {
        let at = 0;
        const space = () => gaps[at++ % gaps.length] ?? '';
        const whole = spaced({ before: other, data: { '\u00e9"\\': other, payload: value }, after: other }, space);
        expect(memberText(` ${whole}\n`, ['data', 'payload'])).toBe(JSON.stringify(value));
      }),
    );
  });

  it('keeps escapes, forms of numbers and the order of keys', () => {
    const payload = '{"url":"http:\\/\\/a","b":1.0,"a":1e2,"n":-0.50,"t":"\\u00e9 \\" } ] , x"}';
    expect(memberText(`{"data":{"x":["}\\"",{}],"payload": ${payload} }}`, ['data', 'payload'])).toBe(payload);
  });

  it('takes the last of several members of one name, also when the name is written with escapes', () => {
    expect(memberText('{"a":1,"\\u0061":2}', ['a'])).toBe('2');
  });

  it('finds nothing where there is nothing', () => {
    expect(memberText('{"a":[{"b":1}]}', ['a', 'b'])).toBeNull();
    expect(memberText('{}', ['a'])).toBeNull();
    expect(memberText('[]', ['a'])).toBeNull();
  });

  it('reads depths at which a recursive reader would fail', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(memberText(`{"a":${deep},"b":7}`, ['b'])).toBe('7');
    expect(memberText(`{"a":${deep}}`, ['a'])).toHaveLength(400_000);
  });
});

describe('withoutSpace', () => {
  it('takes out white space between tokens and leaves it in strings', () => {
    expect(withoutSpace('{ "a b" : [ 1 ,\n"\\" \\\\" ,\t2 ] }\r\n')).toBe('{"a b":[1,"\\" \\\\",2]}');
  });
});
