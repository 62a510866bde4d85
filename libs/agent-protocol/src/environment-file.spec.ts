import fc from 'fast-check';
import { environmentFile, literalEntries, parseEnvironmentFile } from './environment-file.js';

const KEYS = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,10}$/);
const VALUES = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^["'\\` $#;=a]{0,8}$/),
  fc.constantFrom('', ' ', '#', '\\', '"', "'", '$HOME', 'a"b', "it's", '1|token', 'a b '),
);
const hasControl = (value: string) => /\p{Cc}/u.test(value);

describe('an environment file', () => {
  it('gives back any value without a control character', () => {
    fc.assert(
      fc.property(KEYS, VALUES, (key, value) => {
        fc.pre(!hasControl(value));
        return parseEnvironmentFile(environmentFile([[key, value]]))[key] === value;
      }),
    );
  });

  it('leaves usual values as they are', () => {
    const entries = [
      ['ENGINE_API_TOKEN', '12|aB3'],
      ['ENGINE_SERVER_NAME', "Bob's #1 host"],
    ] as const;
    expect(environmentFile(entries)).toBe("ENGINE_API_TOKEN=12|aB3\nENGINE_SERVER_NAME=Bob's #1 host\n");
  });

  it('refuses a value that would be a second entry', () => {
    expect(() => environmentFile([['NAME', 'a\nENGINE_API_BASE_URL=http://elsewhere.test']])).toThrow('NAME');
    expect(() => environmentFile([['A B', 'a']])).toThrow(RangeError);
  });

  it('is read with comments, blanks and quotes in it', () => {
    const text = '# note\n\n; note\nA=1\nB = "x \\"y\\" \\n"\nC=\'$a\\\'\nno key\nA=2\n';
    expect(parseEnvironmentFile(text)).toEqual({ A: '2', B: 'x "y" \\n', C: '$a\\' });
  });
});

describe('a bundle’s environment', () => {
  it('is taken as it is after the first =', () => {
    expect(literalEntries('A=b=c\n\n# note\nB="x"\n')).toEqual([
      ['A', 'b=c'],
      ['B', '"x"'],
    ]);
  });

  it('is refused when a line has no key', () => {
    expect(() => literalEntries('A=1\nbroken\n')).toThrow(RangeError);
  });
});
