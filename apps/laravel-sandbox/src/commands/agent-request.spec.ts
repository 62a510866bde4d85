import { signatureOf } from '@app/agent-protocol';
import { agentRequest } from './agent-request.js';

const SIGNING = { token: 't', secret: 's', now: 1_772_440_800_500, nonce: 'n-1', requestId: 'req-1' };
const FACTS = {
  commandId: 'c-1',
  action: 'stop',
  service: 'vev-worker.service',
  timeoutSeconds: 8,
  reason: 'a/b',
} as const;

const signatureIsOf = (body: string) =>
  signatureOf({ method: 'POST', path: '/v1/commands', timestamp: '1772440800', nonce: 'n-1', body }, 's');

describe('a request to an agent', () => {
  it('is signed over the bytes that are sent', () => {
    const request = agentRequest('http://h:9713/', FACTS, SIGNING, false);
    expect(request.url).toBe('http://h:9713/v1/commands');
    expect(request.headers).toMatchObject({
      Authorization: 'Bearer t',
      'X-Request-Id': 'req-1',
      'X-Signature': signatureIsOf(request.body),
    });
    expect(JSON.parse(request.body)).toEqual({
      command_id: 'c-1',
      action: 'stop',
      service: 'vev-worker.service',
      timeout_seconds: 8,
      reason: 'a/b',
    });
  });

  it('is not, with a slash and the known defect', () => {
    const request = agentRequest('http://h', FACTS, SIGNING, true);
    expect(request.body).toContain('a\\/b');
    expect(request.headers['X-Signature']).not.toBe(signatureIsOf(request.body));
  });

  it('is, without a slash, also with the known defect', () => {
    const request = agentRequest('http://h', { ...FACTS, reason: null }, SIGNING, true);
    expect(request.body).not.toContain('reason');
    expect(request.headers['X-Signature']).toBe(signatureIsOf(request.body));
  });
});
