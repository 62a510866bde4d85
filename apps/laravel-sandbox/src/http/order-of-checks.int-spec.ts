import { STARTS_WITHIN_MS, TestSandbox } from '../testing/test-sandbox.js';

const SERVERS = '/api/internal/engine-servers';

describe('the order of checks', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    const limits = { GO_CONTROL_PLANE_INTERNAL_API_RATE_LIMIT_PER_MINUTE: '10', VERIFIER_API_RATE_PER_MINUTE: '5' };
    sandbox = await TestSandbox.start(limits);
  }, STARTS_WITHIN_MS);
  afterAll(() => sandbox.stop());
  beforeEach(() => sandbox.clock.advance(60_000));

  it('of the internal API: an unknown id is not found even without a token, a known route is refused', async () => {
    expect((await sandbox.call('DELETE', `${SERVERS}/999`)).status).toBe(404);
    const refused = await sandbox.call('GET', SERVERS, { headers: { 'X-Request-Id': 'req-1' } });
    expect([refused.status, refused.text]).toEqual([
      401,
      '{"error_code":"unauthorized","message":"Unauthorized.","request_id":"req-1"}',
    ]);
    expect(refused.headers.get('x-request-id')).toBe('req-1');
  });

  it.each([
    [{ 'X-Internal-Token': ' internal-token-for-tests ' }, 200],
    [{ Authorization: 'Bearer internal-token-for-tests' }, 200],
    [{ Authorization: 'bearer internal-token-for-tests' }, 401],
    [{ 'X-Internal-Token': 'wrong', Authorization: 'Bearer internal-token-for-tests' }, 401],
  ])('takes the token of %j: %i', async (headers, status) => {
    expect((await sandbox.call('GET', SERVERS, { headers })).status).toBe(status);
  });

  it('of the internal API: calls are counted before anything else', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 10; n += 1) statuses.push((await sandbox.call('DELETE', `${SERVERS}/999`)).status);
    expect(new Set(statuses)).toEqual(new Set([404]));
    const refused = await sandbox.internal('GET', SERVERS);
    expect([refused.status, refused.body]).toEqual([429, { message: 'Too Many Attempts.' }]);
    expect(refused.headers.get('x-request-id')).toBeNull();
    const headers = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'retry-after', 'x-ratelimit-reset'];
    expect(headers.map((name) => refused.headers.get(name))).toEqual([
      '10',
      '0',
      '60',
      String(sandbox.clock.now() / 1_000 + 60),
    ]);
  });

  it('counts over all routes', async () => {
    const routes = [SERVERS, '/api/internal/engine-pools', '/api/internal/provisioning-credentials'];
    const left: (string | null)[] = [];
    for (const route of routes) {
      left.push((await sandbox.internal('GET', route)).headers.get('x-ratelimit-remaining'));
    }
    expect(left).toEqual(['9', '8', '7']);
  });

  it('tells the quota with every answer, also with refusals', async () => {
    const [first, second] = [await sandbox.internal('GET', SERVERS), await sandbox.call('GET', SERVERS)];
    expect([first, second].map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['9', '8']);
    expect(first.headers.get('retry-after')).toBeNull();
  });

  it('invents two request ids when the caller sends none', async () => {
    const answer = await sandbox.internal('POST', SERVERS, { body: {} });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body.request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body.request_id).not.toBe(answer.headers.get('x-request-id'));
  });

  it('of the verifier API: token, throttle, role, validation', async () => {
    const route = '/api/verifier/heartbeat';
    const unknown = await sandbox.call('POST', route, { headers: { Authorization: 'Bearer 7|wrong' } });
    expect([unknown.status, unknown.body]).toEqual([401, { message: 'Unauthenticated.' }]);
    expect(unknown.headers.get('x-ratelimit-limit')).toBeNull();

    const { token } = (await sandbox.internal('POST', '/sandbox/tokens', { body: {} })).body.data;
    const nobody = await sandbox.call('POST', route, { headers: { Authorization: `Bearer ${token}` } });
    expect([nobody.status, nobody.body]).toEqual([403, { message: '' }]);

    const invalid = await sandbox.verifier('POST', route, { body: {} });
    expect(invalid.status).toBe(422);
    expect(Object.keys(invalid.body)).toEqual(['message', 'errors']);
  });

  it('of the verifier API: users share their quota over all addresses', async () => {
    for (let n = 0; n < 5; n += 1) await sandbox.verifier('GET', '/api/verifier/policy');
    expect((await sandbox.verifier('GET', '/api/verifier/policy')).status).toBe(429);
  });

  it('sends who does not ask for JSON elsewhere', async () => {
    const headers = { Accept: '*/*' };
    const login = await sandbox.call('GET', '/api/verifier/policy', { headers });
    expect([login.status, login.headers.get('location')]).toEqual([302, `${sandbox.url}/login`]);
    const back = await sandbox.verifier('POST', '/api/verifier/heartbeat', { headers, body: {} });
    expect([back.status, back.headers.get('location')]).toEqual([302, sandbox.url]);
    const refused = await sandbox.call('GET', SERVERS, { headers });
    expect(refused.body.error_code).toBe('unauthorized');
  });
});
