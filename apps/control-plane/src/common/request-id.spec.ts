import type { IncomingMessage } from 'node:http';
import { requestIdOf } from './request-id.js';

const request = (sent?: string) => ({ headers: { 'x-request-id': sent } }) as unknown as IncomingMessage;

describe('requestIdOf', () => {
  it('keeps the id of the caller where it is a harmless word', () => {
    expect(requestIdOf(request('deploy:2026-02.a_1'))).toBe('deploy:2026-02.a_1');
  });

  it.each([undefined, '', 'short', 'with space', 'line\nbreak', '<script>', 'x'.repeat(81)])(
    'makes its own instead of %p',
    (sent) => {
      expect(requestIdOf(request(sent))).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('is the same for the same request, and another one for the next', () => {
    const one = request();
    expect(requestIdOf(one)).toBe(requestIdOf(one));
    expect(requestIdOf(request())).not.toBe(requestIdOf(one));
  });
});
