import { TokenBook } from './token-book.js';

describe('TokenBook', () => {
  const book = new TokenBook({ operator: ['new', 'former'], worker: ['w'], viewer: ['v', 'shared'] });

  it('knows the scope of every token, former ones too', () => {
    expect(['new', 'former', 'w', 'v'].map((secret) => book.scopeOf(secret))).toEqual([
      'operator',
      'operator',
      'worker',
      'viewer',
    ]);
  });

  it.each(['', 'New', 'new ', 'ne', 'newformer'])('does not know %p', (secret) => {
    expect(book.scopeOf(secret)).toBeNull();
  });

  it('gives a value that is set for two scopes the wider one', () => {
    expect(new TokenBook({ operator: ['x'], worker: ['x'], viewer: ['x'] }).scopeOf('x')).toBe('operator');
  });
});
