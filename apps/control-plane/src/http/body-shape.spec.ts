import { bodyShapeProblem } from './body-shape.js';

const parsed = (text: string) => bodyShapeProblem(JSON.parse(text));

describe('bodyShapeProblem', () => {
  it.each(['{}', '{"a":{"b":[1,null,"x"]}}'])('has nothing against %s', (text) => expect(parsed(text)).toBeNull());

  it.each(['[]', '5', '"x"', 'true', 'null'])('wants an object, not %s', (text) =>
    expect(parsed(text)).toContain('object'),
  );

  it.each(['{"__proto__":{"x":1}}', '{"a":[{"constructor":1}]}', '{"a":{"prototype":{}}}'])('refuses %s', (text) => {
    expect(parsed(text)).toContain('not allowed');
  });

  it('measures depth without exhausting the stack', () => {
    expect(parsed(`{"a":${'['.repeat(31)}${']'.repeat(31)}}`)).toBeNull();
    expect(parsed(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toContain('deeper than 32');
  });

  it.each([
    ['a list', (count: number) => `{"a":[${Array(count).fill('1').join()}]}`],
    ['an object', (count: number) => `{"a":{${Array.from({ length: count }, (_, i) => `"${i}":1`).join()}}}`],
    ['nested lists', (count: number) => `{"a":[${Array(count).fill('[]').join()}]}`],
  ])('takes no more than 10,000 values in %s', (_, textWith) => {
    expect(parsed(textWith(9_998))).toBeNull(); // the body and its one field are two
    expect(parsed(textWith(9_999))).toContain('10000 values');
  });
});
