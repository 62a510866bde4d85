import fc from 'fast-check';
import { checkRequest, type AgentRequest, type AgentRules, type CheckedRequest } from './check-request.js';
import { NO_NONCES, NONCE_LIMIT, type NonceMemory } from './nonce-memory.js';
import { signatureOf } from './signature.js';
import { RULES, signedRequest } from './testing/signed-request.js';

const NOW = 1_764_000_000_000;

function check(request: AgentRequest, memory: NonceMemory = NO_NONCES, now = NOW, rules = RULES): CheckedRequest {
  return checkRequest(request, rules, memory, now);
}

function verdict(checked: CheckedRequest): string {
  return checked.kind === 'accepted' ? `accepted ${checked.command.action}` : `${checked.status} ${checked.message}`;
}

function withHeader(request: AgentRequest, name: string, value: string | undefined): AgentRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

describe('a request to the agent', () => {
  const good = signedRequest({ now: NOW });

  it('is accepted when all is right, and its nonce is remembered', () => {
    const checked = check(good);
    expect(checked).toMatchObject({
      kind: 'accepted',
      command: { action: 'status', service: 'vev-worker.service', timeoutSeconds: 8 },
    });
    expect([...checked.memory.keys()]).toEqual([good.headers['x-nonce']]);
  });

  it.each<[string, AgentRequest, string]>([
    ['another method', { ...good, method: 'GET' }, '501 unsupported_method'],
    ['another path', { ...good, path: '/v1/commands/' }, '404 not_found'],
    ['no bearer', withHeader(good, 'authorization', undefined), '401 unauthorized'],
    ['another bearer', withHeader(good, 'authorization', 'Bearer agent-tokem'), '401 unauthorized'],
    ['a bearer in another case', withHeader(good, 'authorization', 'bearer agent-token'), '401 unauthorized'],
    ['no timestamp', withHeader(good, 'x-timestamp', undefined), '422 missing_signature_headers'],
    ['an empty nonce', withHeader(good, 'x-nonce', ''), '422 missing_signature_headers'],
    ['no signature', withHeader(good, 'x-signature', undefined), '422 missing_signature_headers'],
    ['a timestamp in words', withHeader(good, 'x-timestamp', 'now'), '422 invalid_timestamp'],
    ['a fraction of a second', withHeader(good, 'x-timestamp', '1764000000.0'), '422 invalid_timestamp'],
    ['an old stamp', signedRequest({ now: NOW - 61_000 }), '422 signature_expired'],
    ['a stamp from the future', signedRequest({ now: NOW + 61_000 }), '422 signature_expired'],
    ['another secret', signedRequest({ now: NOW, secret: 'other' }), '401 signature_mismatch'],
    ['another body', { ...good, body: Buffer.from('{"action":"stop"}') }, '401 signature_mismatch'],
    [
      'an upper-case signature',
      withHeader(good, 'x-signature', good.headers['x-signature']?.toUpperCase()),
      '401 signature_mismatch',
    ],
    ['a body that is no JSON', signedRequest({ now: NOW, body: 'status' }), '422 invalid_json'],
    ['a body that is no object', signedRequest({ now: NOW, body: '["status"]' }), '422 invalid_json'],
    ['bytes that are no text', signedRequest({ now: NOW, body: Buffer.from([0x7b, 0xff, 0x7d]) }), '422 invalid_json'],
    ['no action', signedRequest({ now: NOW, body: '{}' }), '422 invalid_action'],
    ['another action', signedRequest({ now: NOW, body: '{"action":"enable"}' }), '422 invalid_action'],
    ['an inherited action', signedRequest({ now: NOW, body: '{"action":"toString"}' }), '422 invalid_action'],
    [
      'another service',
      signedRequest({ now: NOW, body: '{"action":"stop","service":"ssh.service"}' }),
      '403 service_not_allowed',
    ],
  ])('with %s is refused', (_, request, expected) => {
    expect(verdict(check(request))).toBe(expected);
  });

  it('may be as old, or as far ahead, as the time allows', () => {
    expect(verdict(check(signedRequest({ now: NOW - 60_000 })))).toBe('accepted status');
    expect(verdict(check(signedRequest({ now: NOW + 60_000 })))).toBe('accepted status');
  });

  it('is given five seconds at least', () => {
    const strict: AgentRules = { ...RULES, signatureTtlSeconds: 0 };
    expect(verdict(check(signedRequest({ now: NOW - 5_000 }), NO_NONCES, NOW, strict))).toBe('accepted status');
    expect(verdict(check(signedRequest({ now: NOW - 6_000 }), NO_NONCES, NOW, strict))).toBe('422 signature_expired');
  });

  it('is refused by an agent that has no token or no secret', () => {
    const noToken = signedRequest({ now: NOW, token: '' });
    expect(verdict(check(noToken, NO_NONCES, NOW, { ...RULES, token: '' }))).toBe('401 unauthorized');
    const noSecret = signedRequest({ now: NOW, secret: '' });
    expect(verdict(check(noSecret, NO_NONCES, NOW, { ...RULES, secret: '' }))).toBe('401 unauthorized');
  });

  it('names the first failed check when several fail', () => {
    const all = { ...signedRequest({ now: NOW - 99_000, body: 'x', secret: 'other' }), headers: {} };
    expect(verdict(check({ ...all, method: 'PUT', path: '/' }))).toBe('501 unsupported_method');
    expect(verdict(check({ ...all, path: '/' }))).toBe('404 not_found');
    expect(verdict(check(all))).toBe('401 unauthorized');
    expect(verdict(check(withHeader(all, 'authorization', 'Bearer agent-token')))).toBe(
      '422 missing_signature_headers',
    );
  });
});

describe('the nonce memory', () => {
  it('lets a request in once', () => {
    const request = signedRequest({ now: NOW });
    expect(verdict(check(request, check(request).memory))).toBe('409 nonce_reused');
  });

  it('does not keep the nonce of a request whose signature is bad, so that nobody can spend another’s', () => {
    const forged = signedRequest({ now: NOW, nonce: 'n1', secret: 'other' });
    const { memory } = check(forged);
    expect(memory.size).toBe(0);
    expect(verdict(check(signedRequest({ now: NOW, nonce: 'n1' }), memory))).toBe('accepted status');
  });

  it('keeps the nonce of a signed request that is refused later', () => {
    const wrong = signedRequest({ now: NOW, body: '{"action":"enable"}' });
    expect(verdict(check(wrong, check(wrong).memory))).toBe('409 nonce_reused');
  });

  it('outlives every stamp: a request is never accepted twice, whenever it comes again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -60_999, max: 60_999 }),
        fc.integer({ min: 0, max: 200_000 }),
        (skewMs, laterMs) => {
          const request = signedRequest({ now: NOW + skewMs });
          const first = check(request);
          return first.kind === 'refused' || check(request, first.memory, NOW + laterMs).kind === 'refused';
        },
      ),
      { examples: [[0, 60_999]] }, // within the last second, which whole seconds hide
    );
  });

  it('forgets what no request can use any more', () => {
    const { memory } = check(signedRequest({ now: NOW }));
    expect(check(signedRequest({ now: NOW + 62_000 }), memory, NOW + 62_000).memory.size).toBe(1);
  });

  it('refuses rather than forgets when full', () => {
    const full = new Map(Array.from({ length: NONCE_LIMIT }, (_, index) => [`n${index}`, NOW + 1] as const));
    expect(verdict(check(signedRequest({ now: NOW }), full))).toBe('503 nonce_memory_full');
    expect(verdict(check(signedRequest({ now: NOW + 2 }), full, NOW + 2))).toBe('accepted status');
  });
});

describe('for any input', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 40 });
  const headerNames = fc.constantFrom('authorization', 'x-timestamp', 'x-nonce', 'x-signature');

  it('whoever does not know the secret gets nothing run', () => {
    const request = fc.record({
      method: fc.constantFrom('POST', 'GET', 'PUT'),
      path: fc.constantFrom('/v1/commands', '/', '/v1/commands?x'),
      headers: fc.dictionary(
        headerNames,
        fc.oneof(anyText, fc.constant('Bearer agent-token'), fc.constant('1764000000')),
      ),
      body: fc.uint8Array({ maxLength: 60 }),
    });
    fc.assert(fc.property(request, (forged) => check(forged).kind === 'refused'));
  });

  it('any change of the body, the stamp or the nonce breaks the signature', () => {
    const original = signedRequest({ now: NOW, nonce: 'n1', body: '{"action":"restart"}' });
    const change = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((body): AgentRequest => ({ ...original, body })),
      anyText.map((nonce) => withHeader(original, 'x-nonce', nonce)),
      fc.integer({ min: -59, max: 59 }).map((by) => withHeader(original, 'x-timestamp', String(NOW / 1_000 + by))),
    );
    fc.assert(
      fc.property(change, (changed) => {
        const isOriginal =
          Buffer.from(changed.body).equals(Buffer.from(original.body)) &&
          changed.headers['x-nonce'] === 'n1' &&
          changed.headers['x-timestamp'] === String(NOW / 1_000);
        return isOriginal || check(changed).kind === 'refused';
      }),
    );
  });

  it('a signed body of any JSON is a known verb for the one service, or refused', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const checked = check(signedRequest({ now: NOW, body }));
        return checked.kind === 'refused' || checked.command.service === RULES.allowedService;
      }),
    );
  });
});

it('signs as the contract says: five lines, the last one the hash of the body', () => {
  // printf 'POST\n/v1/commands\n1764000000\nn1\n%s' "$(printf '{}' | sha256sum | cut -d' ' -f1)" | openssl dgst -sha256 -hmac s
  const parts = { method: 'POST', path: '/v1/commands', timestamp: '1764000000', nonce: 'n1', body: '{}' };
  expect(signatureOf(parts, 's')).toBe('689fb977d72fa18fa0bc8d741cdf7f9f570660297dfa2aa733dcb62166f9de42');
});
