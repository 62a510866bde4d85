import { newTokenText, splitToken, tokenHash } from './plain-token.js';

describe('a plain token', () => {
  it('has forty random characters and their checksum', () => {
    const texts = new Set(Array.from({ length: 100 }, newTokenText));
    expect(texts.size).toBe(100);
    for (const text of texts) expect(text).toMatch(/^[A-Za-z0-9]{40}[0-9a-f]{8}$/);
  });

  it('names its row', () => {
    expect(splitToken('12|ab|c')).toEqual({ id: 12, text: 'ab|c' });
    expect(splitToken('old')).toEqual({ id: null, text: 'old' });
  });

  it('is stored as its SHA-256', () => {
    expect(tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
