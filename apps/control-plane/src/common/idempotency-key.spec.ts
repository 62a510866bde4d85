import { idempotencyKey } from './idempotency-key.js';

describe('an Idempotency-Key', () => {
  it('may be missing', () => {
    expect(idempotencyKey(undefined)).toBeNull();
  });

  it.each(['12345678', 'x'.repeat(80), '0195562e-93c1-7c0e-8a55-0f7e2b6d9c10', 'a.b_c:d-e'])('%s is one', (key) => {
    expect(idempotencyKey(key)).toBe(key);
  });

  it.each(['', '1234567', 'x'.repeat(81), 'with space', 'twelve/twelve', 'ümlaut-ümlaut'])('%j is none', (key) => {
    expect(() => idempotencyKey(key)).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        fields: [expect.objectContaining({ field: 'Idempotency-Key' })],
      }) as Error,
    );
  });
});
