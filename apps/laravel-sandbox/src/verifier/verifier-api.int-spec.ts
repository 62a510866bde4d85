import { eq } from 'drizzle-orm';
import {
  adminAuditLogs,
  engineServers,
  engineSettings,
  smtpPolicySuggestions,
  users,
} from '../database/schema/index.js';
import { TestSandbox } from '../testing/test-sandbox.js';

const SERVER = { name: 'probe-1', ip_address: '198.51.100.24' };

describe('the verifier API', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await TestSandbox.start({ SANDBOX_STRICT_QUIRKS: 'true' });
  }, 60_000);
  afterAll(() => sandbox.stop());

  const serverOf = async (ip: string) =>
    (await sandbox.database.select().from(engineServers).where(eq(engineServers.ipAddress, ip)))[0];

  describe('a heartbeat', () => {
    it('makes the server, which this once counts as offline, and says who it is', async () => {
      const { status, body } = await sandbox.verifier('POST', '/api/verifier/heartbeat', { body: { server: SERVER } });
      expect(status).toBe(200);
      const server = await serverOf(SERVER.ip_address);
      expect(body).toEqual({
        data: {
          server_id: server?.id,
          status: 'offline',
          heartbeat_threshold_minutes: 5,
          identity: { helo_name: null, mail_from_address: null, identity_domain: null },
        },
      });
      expect(server).toMatchObject({ isActive: true, drainMode: false, workerPoolId: null });
    });

    it('finds it again by its address alone, overwrites its name, and clears only what is named', async () => {
      const beat = (more: object) =>
        sandbox.verifier('POST', '/api/verifier/heartbeat', { body: { server: { ...SERVER, name: 'new', ...more } } });
      await beat({ environment: 'prod', region: 'eu-west' });
      expect((await beat({ region: null })).body.data.status).toBe('online');
      expect(await serverOf(SERVER.ip_address)).toMatchObject({ name: 'new', environment: 'prod', region: null });
      const isBeat = eq(adminAuditLogs.action, 'engine_heartbeat');
      expect(await sandbox.database.$count(adminAuditLogs, isBeat)).toBe(3);
    });

    it.each([
      [{}, 'The server field is required. (and 2 more errors)'],
      [{ server: { ...SERVER, ip_address: 'probe-1' } }, 'The server.ip address field must be a valid IP address.'],
      [
        { server: { ...SERVER, region: 'x'.repeat(65) } },
        'The server.region field must not be greater than 64 characters.',
      ],
    ])('of %j is refused', async (body, message) => {
      const answer = await sandbox.verifier('POST', '/api/verifier/heartbeat', { body });
      expect([answer.status, answer.body.message]).toEqual([422, message]);
      expect(Object.keys(answer.body)).toEqual(['message', 'errors']);
    });
  });

  describe('who may call', () => {
    it('is nobody without a known token, whatever is asked', async () => {
      for (const headers of [{}, { Authorization: 'Bearer 7|wrong' }]) {
        const unknown = '/api/verifier/chunks/00000000-0000-0000-0000-000000000000';
        const answer = await sandbox.call('GET', unknown, { headers });
        expect([answer.status, answer.body]).toEqual([401, { message: 'Unauthenticated.' }]);
      }
    });

    it('must have the role; a row that is not there is missed before that', async () => {
      await sandbox.database.update(users).set({ role: 'somebody' });
      const refused = await sandbox.verifier('GET', '/api/verifier/policy');
      expect([refused.status, refused.body]).toEqual([403, { message: '' }]);
      const missed = await sandbox.verifier('GET', '/api/verifier/chunks/not-a-uuid');
      expect(missed.status).toBe(404);
      await sandbox.database.update(users).set({ role: 'verifier-service' });
    });
  });

  describe('the policy', () => {
    it('says that probing is on', async () => {
      const { data } = (await sandbox.verifier('GET', '/api/verifier/policy')).body;
      expect(data).toMatchObject({
        contract_version: 'v1',
        engine_paused: false,
        enhanced_mode_enabled: true,
        role_accounts_list: ['info', 'admin', 'support', 'sales', 'contact', 'hello', 'hr'],
        policies: {
          standard: { mode: 'standard', enabled: true, catch_all_detection_enabled: false, max_mx_attempts: 2 },
          enhanced: { mode: 'enhanced', enabled: true, global_connects_per_minute: null },
        },
      });
      expect(data.provider_policies[0]).toEqual({
        name: 'gmail',
        enabled: true,
        domains: ['gmail.test', 'gmail.example'],
        per_domain_concurrency: null,
        connects_per_minute: null,
        tempfail_backoff_seconds: null,
        retryable_network_retries: null,
      });
    });

    it('drops what has no name or domains, and tells domains plainly', async () => {
      const providerPolicies = [
        { name: 'x' },
        { domains: ['a.test'] },
        { name: 'y', domains: ['*.B.test', '.c.test'] },
      ];
      await sandbox.database.update(engineSettings).set({ providerPolicies });
      const { data } = (await sandbox.verifier('GET', '/api/verifier/policy')).body;
      expect(data.provider_policies).toMatchObject([{ name: 'y', enabled: false, domains: ['b.test', 'c.test'] }]);
    });
  });

  describe('a policy version', () => {
    const write = (body: object) => sandbox.internal('POST', '/sandbox/policy-versions', { body });

    it('goes out to the byte as it was written', async () => {
      const payload = '{ "version":"v9", "b": 1.0, "a": 1e2, "url": "a\\/b", "profiles": {} }';
      expect((await write({ version: 'v9', payload })).status).toBe(201);
      const { status, text, body } = await sandbox.verifier('GET', '/api/verifier/policy-versions/v9/payload');
      expect(status).toBe(200);
      expect(text).toContain('"policy_payload":{"version":"v9","b":1.0,"a":1e2,"url":"a\\/b","profiles":{}}');
      expect(body.data).toMatchObject({
        version: 'v9',
        validation_status: 'valid',
        schema_version: 'v2',
        is_active: false,
      });
    });

    it.each(['v4.2.0', 'v4.3.0-rc1', 'v4.3.0', 'v4.4.0-bad', 'v4.3.1-unreadable'])(
      '%s is there from the start',
      async (version) => {
        const { body } = await sandbox.verifier('GET', `/api/verifier/policy-versions/${version}/payload`);
        expect(body.data).toMatchObject({ schema_version: 'v4', policy_payload: { version } });
        expect(body.data.mode_semantics_hash).toMatch(/^[\da-f]{64}$/);
      },
    );

    it.each(['v4.4.0-draft', 'v4.0.9-broken', 'v0', 'V4.2.0'])('%s cannot be loaded', async (version) => {
      const answer = await sandbox.verifier('GET', `/api/verifier/policy-versions/${version}/payload`);
      expect([answer.status, answer.body]).toEqual([404, { message: '' }]);
    });

    it('is written by those who know the internal token, and only as an object', async () => {
      const body = { version: 'v10', payload: '[]' };
      expect((await write(body)).status).toBe(422);
      expect((await sandbox.verifier('POST', '/sandbox/policy-versions', { body })).status).toBe(401);
    });
  });

  it('takes reviews of suggestions that are there', async () => {
    const now = sandbox.clock.now();
    await sandbox.database.insert(smtpPolicySuggestions).values({ provider: 'gmail', createdAt: now, updatedAt: now });
    const review = (more: object) =>
      sandbox.verifier('POST', '/api/verifier/policies/suggestions/review', {
        body: { suggestion_id: 1, status: 'approved', ...more },
      });
    const { data } = (await review({ review_notes: { summary: 'fine' } })).body;
    expect(data).toMatchObject({ suggestion_id: 1, provider: 'gmail', status: 'approved' });
    expect(data.reviewed_at).toMatch(/\+00:00$/);
    expect((await review({ suggestion_id: 2 })).status).toBe(404);
    expect((await review({ status: 'perhaps' })).status).toBe(422);
  });
});

describe('the limit of the verifier API', () => {
  it('counts all callers of one user together, after the token and before everything else', async () => {
    const sandbox = await TestSandbox.start({ VERIFIER_API_RATE_PER_MINUTE: '2' });
    try {
      const ask = () => sandbox.verifier('GET', '/api/verifier/chunks/not-a-uuid');
      const first = await ask();
      expect([first.status, first.headers.get('x-ratelimit-remaining')]).toEqual([404, '1']);
      await ask();
      const third = await ask();
      expect([third.status, third.headers.get('retry-after')]).toEqual([429, '60']);
      expect((await sandbox.call('GET', '/api/verifier/policy')).status).toBe(401);
    } finally {
      await sandbox.stop();
    }
  }, 60_000);
});
