import { eq } from 'drizzle-orm';
import { adminAuditLogs, enginePools, engineServers, personalAccessTokens } from '../database/schema/index.js';
import { STARTS_WITHIN_MS, TestSandbox } from '../testing/test-sandbox.js';

const SERVERS = '/api/internal/engine-servers';

describe('servers', () => {
  let sandbox: TestSandbox;
  let numbers = 0;
  beforeAll(async () => {
    sandbox = await TestSandbox.start();
  }, STARTS_WITHIN_MS);
  afterAll(() => sandbox.stop());

  const call = (method: string, route: string, body?: object) => sandbox.internal(method, route, { body });
  const fresh = () => ({ name: `server-${(numbers += 1)}`, ip_address: `10.2.0.${numbers}` });
  const create = async (more: object = {}) => (await call('POST', SERVERS, { ...fresh(), ...more })).body.data;

  it('are made with defaults for what is not filled', async () => {
    const answer = await call('POST', SERVERS, { ...fresh(), environment: ' ', agent_timeout_seconds: null });
    expect(answer.status).toBe(201);
    expect(answer.body.data).toMatchObject({
      environment: null,
      status: 'offline',
      is_active: false,
      drain_mode: false,
      max_concurrency: null,
      worker_pool_slug: 'default',
      process_control_mode: 'control_plane_only',
      agent_enabled: false,
      agent_base_url: null,
      agent_timeout_seconds: 8,
      agent_verify_tls: true,
      agent_service_name: 'vev-worker.service',
      process_state: 'unknown',
      heartbeat_state: 'none',
      latest_provisioning_bundle: null,
    });
  });

  it('take numbers and flags in all their forms', async () => {
    const server = await create({ is_active: 'yes', drain_mode: 1, max_concurrency: '4', agent_verify_tls: null });
    expect(server).toMatchObject({ is_active: true, drain_mode: true, max_concurrency: 4, agent_verify_tls: false });
  });

  it('get the agent’s usual address when an agent controls them', async () => {
    const server = await create({ process_control_mode: 'agent_systemd', agent_enabled: true });
    expect(server.agent_base_url).toBe(`http://${server.ip_address}:9713`);
  });

  it('are refused with the first message and all errors in order', async () => {
    const known = await create();
    const answer = await call('POST', SERVERS, {
      name: known.name.toUpperCase(),
      ip_address: known.ip_address,
      region: 'x'.repeat(256),
      max_concurrency: 0,
      mail_from_address: 'nobody',
      verifier_domain_id: 99,
      worker_pool_id: 99,
      process_control_mode: 'ssh',
      agent_base_url: 'ftp://x',
      agent_timeout_seconds: 31,
      agent_service_name: 7,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.message).toBe(answer.body.errors.name[0]);
    expect(answer.body.error_code).toBe('validation_failed');
    expect(answer.body.errors).toEqual({
      name: ['A server with this name already exists.'],
      ip_address: ['A server with this IP address already exists.'],
      region: ['The region field must not be greater than 255 characters.'],
      max_concurrency: ['The max concurrency field must be at least 1.'],
      mail_from_address: ['The mail from address field must be a valid email address.'],
      verifier_domain_id: ['The selected verifier domain id is invalid.'],
      worker_pool_id: ['The selected worker pool id is invalid.'],
      process_control_mode: ['The selected process control mode is invalid.'],
      agent_base_url: ['The agent base url field must be a valid URL.'],
      agent_timeout_seconds: ['The agent timeout seconds field must not be greater than 30.'],
      agent_service_name: ['The agent service name field must be a string.'],
    });
    expect(Object.keys(answer.body.errors)).toEqual([
      'name',
      'ip_address',
      'region',
      'max_concurrency',
      'mail_from_address',
      'verifier_domain_id',
      'worker_pool_id',
      'process_control_mode',
      'agent_base_url',
      'agent_timeout_seconds',
      'agent_service_name',
    ]);
  });

  it('answer the contract’s example of a failed validation', async () => {
    const headers = { 'X-Request-Id': 'req-81' };
    const answer = await sandbox.internal('POST', SERVERS, {
      headers,
      body: { ip_address: '1.1.1.1', worker_pool_id: 99 },
    });
    expect(answer.text).toBe(
      '{"error_code":"validation_failed","message":"The name field is required.","request_id":"req-81","errors":{"name":["The name field is required."],"worker_pool_id":["The selected worker pool id is invalid."]}}',
    );
  });

  it('keep five fields when their keys are missing, and nothing else', async () => {
    const kept = { environment: 'prod', region: 'eu', helo_name: 'h', mail_from_address: 'a@b.test', notes: 'n' };
    const lost = { is_active: true, drain_mode: true, max_concurrency: 4, agent_timeout_seconds: 20 };
    const server = await create({ ...kept, ...lost });
    const { name, ip_address } = server;
    const answer = await call('PUT', `${SERVERS}/${server.id}`, { name, ip_address });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({
      ...kept,
      is_active: false,
      drain_mode: false,
      max_concurrency: null,
      agent_timeout_seconds: 8,
    });
    const emptied = await call('PUT', `${SERVERS}/${server.id}`, { name, ip_address, region: '', notes: null });
    expect(emptied.body.data).toMatchObject({ environment: 'prod', region: null, notes: null });
  });

  it('need a pool when there is no default', async () => {
    await sandbox.database.update(enginePools).set({ isDefault: false });
    const answer = await call('POST', SERVERS, fresh());
    await sandbox.database.update(enginePools).set({ isDefault: true }).where(eq(enginePools.id, 1));
    expect(answer.body.errors).toEqual({ worker_pool_id: ['The worker pool id field is required.'] });
  });

  it('cannot be edited while their pool is archived', async () => {
    const pool = (await call('POST', '/api/internal/engine-pools', { slug: 'old', name: 'Old' })).body.data;
    const server = await create({ worker_pool_id: pool.id });
    await call('PUT', `/api/internal/engine-pools/${pool.id}`, { slug: 'old', name: 'Old', is_active: false });
    const body = { name: server.name, ip_address: server.ip_address, worker_pool_id: pool.id };
    expect((await call('PUT', `${SERVERS}/${server.id}`, body)).status).toBe(422);
    expect((await call('PUT', `${SERVERS}/${server.id}`, { ...body, worker_pool_id: 1 })).status).toBe(200);
  });

  it('show their domain, and the active domains beside them', async () => {
    const domain = (await call('POST', '/sandbox/verifier-domains', { domain: 'sample.test' })).body.data;
    const idle = (await call('POST', '/sandbox/verifier-domains', { domain: 'idle.test', is_active: false })).body.data;
    expect(await create({ verifier_domain_id: idle.id })).toMatchObject({ verifier_domain: 'idle.test' });
    expect(await create({ verifier_domain_id: domain.id })).toMatchObject({ identity_domain: 'sample.test' });
    expect((await call('GET', SERVERS)).body.data.verifier_domains).toEqual([domain]);
  });

  it('are listed by name', async () => {
    await create({ name: 'AAA' });
    await create({ name: 'aab' });
    const names = (await call('GET', SERVERS)).body.data.servers.map(({ name }: { name: string }) => name);
    expect(names.slice(0, 2)).toEqual(['AAA', 'aab']);
  });

  it('are not deleted while they live, and take what is theirs with them', async () => {
    const server = await create({ is_active: true });
    const route = `${SERVERS}/${server.id}`;
    await call('POST', `${route}/provisioning-bundles`);
    const now = sandbox.clock.now();
    await sandbox.database.update(engineServers).set({ lastHeartbeatAt: now }).where(eq(engineServers.id, server.id));
    const refused = await sandbox.internal('DELETE', route, { headers: { 'X-Request-Id': 'req-82' } });
    expect([refused.status, refused.body]).toMatchObject([
      409,
      {
        error_code: 'server_delete_blocked',
        request_id: 'req-82',
        details: { process_state: 'unknown', heartbeat_state: 'healthy' },
      },
    ]);
    sandbox.clock.advance(5 * 60_000);
    const deleted = await call('DELETE', route);
    expect([deleted.status, deleted.body.data]).toEqual([200, { id: server.id, name: server.name, deleted: true }]);
    expect((await call('DELETE', route)).status).toBe(404);
    const token = eq(personalAccessTokens.name, `engine-server:${server.id}`);
    expect(await sandbox.database.$count(personalAccessTokens, token)).toBe(1);
  });

  it('leave a trail that names who did it', async () => {
    const headers = { 'X-Triggered-By': ' alex ' };
    const { id } = (await sandbox.internal('POST', SERVERS, { body: fresh(), headers })).body.data;
    const isIts = eq(adminAuditLogs.subjectId, String(id));
    expect(await sandbox.database.select().from(adminAuditLogs).where(isIts)).toMatchObject([
      {
        action: 'engine_server_created',
        subjectType: 'App\\Models\\EngineServer',
        metadata: { source: 'go_control_plane_internal_api', triggered_by: 'alex' },
        ipAddress: '127.0.0.1',
      },
    ]);
  });

  it.each(['999', 'x', '1x', '99999999999999'])('that nobody knows are not found: %s', async (id) => {
    const answer = await call('PUT', `${SERVERS}/${id}`, {});
    expect([answer.status, answer.text]).toEqual([
      404,
      `{"message":"No query results for model [App\\\\Models\\\\EngineServer] ${id}"}`,
    ]);
    expect(answer.headers.get('x-request-id')).toBeNull();
  });
});
