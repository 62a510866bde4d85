import { CALLER, ContractSandbox, START_WITHIN_MS, refusal } from './testing/contract-sandbox.js';

const LIST = '/api/internal/engine-servers';

describe('with a configured token', () => {
  let sandbox: ContractSandbox;
  beforeAll(async () => (sandbox = await ContractSandbox.start()), START_WITHIN_MS);
  afterAll(() => sandbox.stop(), START_WITHIN_MS);

  describe('1.2 the internal token', () => {
    it('lets the client in', async () => {
      await expect(sandbox.client.listServers(CALLER)).resolves.toMatchObject({ servers: expect.any(Array) });
    });

    it('is refused when wrong, with an envelope and the request id in body and header', async () => {
      const error = await refusal(sandbox.clientWith({ internal: 'wrong' }).listServers(CALLER));
      expect(error).toMatchObject({ kind: 'refused', status: 401, code: 'unauthorized', requestId: 'req-contract' });
      const raw = await sandbox.raw('GET', LIST, { headers: { 'X-Internal-Token': 'wrong', 'X-Request-Id': 'r1' } });
      expect(raw.body).toEqual({ error_code: 'unauthorized', message: expect.any(String), request_id: 'r1' });
      expect(raw.headers.get('x-request-id')).toBe('r1');
    });

    it.each([
      ['its own header', { 'X-Internal-Token': ' TOKEN ' }, 200],
      ['a bearer when its own header is empty', { 'X-Internal-Token': ' ', Authorization: 'Bearer TOKEN' }, 200],
      ['a bearer in another case', { 'X-Internal-Token': '', Authorization: 'bearer TOKEN' }, 401],
      ['its own header before the bearer', { 'X-Internal-Token': 'wrong', Authorization: 'Bearer TOKEN' }, 401],
      ['nothing', { 'X-Internal-Token': '' }, 401],
    ] as const)('is read from %s', async (_, headers, status) => {
      const filled = Object.entries(headers).map(([name, value]) => [
        name,
        value.replace('TOKEN', sandbox.process.internalToken),
      ]);
      expect((await sandbox.raw('GET', LIST, { headers: Object.fromEntries(filled) })).status).toBe(status);
    });
  });

  describe('1.3 headers, 1.6 error bodies, 1.7 conventions', () => {
    it('names who acts in the audit, in any script', async () => {
      const { id } = await sandbox.client.createServer(sandbox.server(), { requestId: 'r', actor: 'Žofie 日本' });
      const [row] = await sandbox.audit();
      expect(row).toMatchObject({
        action: 'engine_server_created',
        subject_id: String(id),
        metadata: { source: 'go_control_plane_internal_api', triggered_by: 'Žofie 日本' },
      });
    });

    it('takes nobody for the control plane', async () => {
      await sandbox.client.createServer(sandbox.server(), { requestId: 'r', actor: '  ' });
      expect((await sandbox.audit())[0]?.metadata).toMatchObject({ triggered_by: 'go-control-plane' });
    });

    it('echoes the request id, in refusals too, and invents two when there is none', async () => {
      expect((await sandbox.raw('GET', LIST, { headers: { 'X-Request-Id': 'r7' } })).headers.get('x-request-id')).toBe(
        'r7',
      );
      const raw = await sandbox.raw('POST', LIST, { body: {} });
      expect(raw.status).toBe(422);
      expect(raw.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(raw.body.request_id).not.toBe(raw.headers.get('x-request-id'));
      expect(await refusal(sandbox.client.createPool(sandbox.pool({ slug: '?' }), CALLER))).toMatchObject({
        requestId: 'req-contract',
      });
    });

    it('carries the figures of its throttle', async () => {
      const { headers } = await sandbox.raw('GET', LIST);
      expect(headers.get('x-ratelimit-limit')).toBe('100000');
      expect(Number(headers.get('x-ratelimit-remaining'))).toBeLessThan(100_000);
      expect([headers.get('retry-after'), headers.get('x-ratelimit-reset')]).toEqual([null, null]);
    });

    it('names a class of PHP for an unknown id, without a code; the client does not pass that on', async () => {
      const raw = await sandbox.raw('PUT', `${LIST}/999999`, { body: {} });
      expect(raw).toMatchObject({
        status: 404,
        body: { message: 'No query results for model [App\\Models\\EngineServer] 999999' },
      });
      expect(raw.headers.get('x-request-id')).toBeNull();
      const error = await refusal(sandbox.client.updateServer(999_999, sandbox.server(), CALLER));
      expect(error).toMatchObject({
        kind: 'refused',
        status: 404,
        code: 'request_failed',
        message: 'Laravel has no such record',
      });
    });

    it('says so in JSON when a method is not allowed', async () => {
      const raw = await sandbox.raw('PATCH', LIST);
      expect([raw.status, Object.keys(raw.body)]).toEqual([405, ['message']]);
    });

    it('answers pages, where the framework answers, to who does not accept JSON', async () => {
      const raw = await sandbox.raw('PUT', `${LIST}/999999`, { body: {}, headers: { Accept: '*/*' } });
      expect([raw.status, raw.headers.get('content-type')]).toEqual([404, expect.stringMatching(/^text\/html/)]);
    });

    it('trims texts and takes empty ones for null, at every depth', async () => {
      const server = await sandbox.client.createServer(
        sandbox.server({ name: '  trimmed  ', region: ' ', notes: '' }),
        CALLER,
      );
      expect(server).toMatchObject({ name: 'trimmed', region: null, notes: null });
      const raw = await sandbox.raw('POST', '/api/internal/engine-pools', {
        body: { ...sandbox.pool(), provider_profiles: { gmail: ' low_hit ' } },
      });
      expect(raw.body.data.provider_profiles.gmail).toBe('low_hit');
    });

    it.each([
      [true, true],
      [1, true],
      ['1', true],
      ['true', true],
      ['on', true],
      ['yes', true],
      [false, false],
      [0, false],
      ['no', false],
      [null, false],
      [[], false],
      ['y', false],
    ])('takes the flag %j for %j', async (given, taken) => {
      const raw = await sandbox.raw('POST', LIST, { body: { ...sandbox.server(), drain_mode: given } });
      expect(raw.body.data.drain_mode).toBe(taken);
    });

    it('takes numbers in texts', async () => {
      const raw = await sandbox.raw('POST', LIST, { body: { ...sandbox.server(), max_concurrency: '7' } });
      expect(raw.body.data.max_concurrency).toBe(7);
    });

    it('writes instants in UTC to the second, escapes slashes and everything beyond ASCII', async () => {
      const { text, body } = await sandbox.raw('POST', LIST, { body: sandbox.server({ notes: 'a/b é 😀' }) });
      expect(text).toContain('a\\/b \\u00e9 \\ud83d\\ude00');
      expect(body.data.notes).toBe('a/b é 😀');
      const pools = await sandbox.client.listPools(CALLER);
      expect(pools[0]?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000000Z$/);
    });
  });
});

describe('1.2 without a configured token', () => {
  let sandbox: ContractSandbox;
  beforeAll(
    async () => (sandbox = await ContractSandbox.start({ GO_CONTROL_PLANE_INTERNAL_API_TOKEN: '' })),
    START_WITHIN_MS,
  );
  afterAll(() => sandbox.stop(), START_WITHIN_MS);

  it('answers 503, which is a decision: a write has not happened', async () => {
    const error = await refusal(sandbox.client.archivePool(1, CALLER));
    expect(error).toMatchObject({
      kind: 'upstream',
      status: 503,
      code: 'internal_token_missing',
      mayHaveHappened: false,
    });
  });
});

describe('1.4 throttles and 1.5 the order of checks', () => {
  let sandbox: ContractSandbox;
  beforeAll(async () => {
    const limits = { GO_CONTROL_PLANE_INTERNAL_API_RATE_LIMIT_PER_MINUTE: '7', VERIFIER_API_RATE_PER_MINUTE: '3' };
    sandbox = await ContractSandbox.start(limits);
  }, START_WITHIN_MS);
  afterAll(() => sandbox.stop(), START_WITHIN_MS);

  it('asks the verifier token first, then throttles by user over all routes, then looks at role and body', async () => {
    const claim = '/api/verifier/chunks/claim-next';
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const bad = { body: {}, headers: { Authorization: 'Bearer 9|wrong' } };
      expect((await sandbox.verifier('POST', claim, bad)).status).toBe(401);
    }
    expect((await sandbox.verifier('GET', '/api/verifier/policy-versions/none/payload')).status).toBe(404);
    expect((await sandbox.verifier('POST', claim, { body: {} })).status).toBe(422);
    expect(await sandbox.client.policyPayload('none', CALLER)).toBeNull();
    const error = await refusal(sandbox.client.policyPayload('none', CALLER));
    expect(error).toMatchObject({ status: 429, code: 'rate_limited' });
  });

  it('leaves a probe pending while the one user of all workers is throttled', async () => {
    const { id } = await sandbox.client.createServer(sandbox.server(), CALLER);
    const bundle = await sandbox.client.createBundle(id, CALLER);
    expect(await sandbox.client.probeClaimNext(bundle, CALLER)).toMatchObject({ result: 'pending' });
  });

  it('finds an unknown id before a bad token, and counts unauthenticated calls, over all routes', async () => {
    const bad = { headers: { 'X-Internal-Token': 'wrong' } };
    expect((await sandbox.raw('DELETE', `${LIST}/999999`, bad)).status).toBe(404);
    expect((await sandbox.raw('GET', '/api/internal/provisioning-credentials', bad)).status).toBe(401);
    expect((await sandbox.raw('POST', LIST, { ...bad, body: {} })).status).toBe(401); // before validation
    await sandbox.client.listPools(CALLER);
    await sandbox.client.decisionTraces({}, CALLER);
    const error = await refusal(sandbox.clientWith({ internal: 'wrong' }).listServers(CALLER));
    expect(error).toMatchObject({ kind: 'refused', status: 429, code: 'rate_limited', requestId: 'req-contract' });
    expect(error.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('tells when to come back, in the shape of the framework', async () => {
    const raw = await sandbox.raw('GET', LIST);
    expect(raw.status).toBe(429);
    expect(raw.body).toEqual({ message: expect.any(String) });
    expect(Number(raw.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(raw.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1_000);
    expect(raw.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(raw.headers.get('x-request-id')).toBeNull();
  });
});
