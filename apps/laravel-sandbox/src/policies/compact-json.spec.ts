import { compactJson } from './compact-json.js';
import { modeSemanticsHash } from './mode-semantics-hash.js';

describe('compact JSON', () => {
  it('loses white space between tokens and nothing else', () => {
    const written = '{ "b" : 1.0,\n\t"a": [ 1e3 , "two  words \\" : { } \\\\" ],\r\n "c": "\\/\\u00e9" }';
    expect(compactJson(written)).toBe('{"b":1.0,"a":[1e3,"two  words \\" : { } \\\\"],"c":"\\/\\u00e9"}');
  });
});

describe('the hash of mode semantics', () => {
  it('does not depend on the order of keys, and is null without modes', () => {
    const one = modeSemanticsHash({ modes: { normal: { a: 1, b: 2 }, drain: {} } });
    expect(modeSemanticsHash({ modes: { drain: {}, normal: { b: 2, a: 1 } } })).toBe(one);
    expect(one).toMatch(/^[\da-f]{64}$/);
    expect(modeSemanticsHash({ modes: { normal: { a: 2, b: 2 }, drain: {} } })).not.toBe(one);
    for (const payload of [{}, { modes: {} }, { modes: null }, null]) expect(modeSemanticsHash(payload)).toBeNull();
  });
});
