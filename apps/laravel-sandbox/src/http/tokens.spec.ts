import { internalTokenOf } from './internal-token.guard.js';
import { bearerOf } from './verifier-token.guards.js';

describe('the internal token', () => {
  it.each([
    [' a ', 'Bearer b', 'a'],
    ['', 'Bearer  b ', 'b'],
    [undefined, 'bearer b', ''],
    [undefined, 'Basic b', ''],
    [undefined, undefined, ''],
  ])('of %j and %j is %j', (own, authorization, expected) => {
    expect(internalTokenOf(own, authorization)).toBe(expected);
  });
});

describe('the verifier token', () => {
  it.each([
    ['Bearer 1|a', '1|a'],
    ['bearer 1|a', '1|a'],
    ['Bearer 1|a, Basic x', '1|a'],
    ['Basic x', ''],
    ['', ''],
  ])('of %j is %j', (authorization, expected) => {
    expect(bearerOf(authorization)).toBe(expected);
  });
});
