import { decrypted, encrypted } from './encryption.js';

describe('encrypted columns', () => {
  it('give the text back with the key they were made with', () => {
    const stored = encrypted('tok_äbc', 'key');
    expect(stored).not.toContain('tok');
    expect(decrypted(stored, 'key')).toBe('tok_äbc');
    expect(encrypted('tok_äbc', 'key')).not.toBe(stored);
  });

  it('give nothing with another key', () => {
    expect(() => decrypted(encrypted('tok_abc', 'key'), 'other')).toThrow();
  });
});
