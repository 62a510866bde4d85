import { LaravelClient } from '@app/laravel-client';
import { CALLER, ContractSandbox, START_WITHIN_MS, refusal } from './testing/contract-sandbox.js';

const LIST = '/api/internal/engine-servers';

let sandbox: ContractSandbox;
let client: LaravelClient;
beforeAll(async () => {
  sandbox = await ContractSandbox.start();
  client = sandbox.client;
}, START_WITHIN_MS);
afterAll(() => sandbox.stop(), START_WITHIN_MS);

async function addDomain(domain: string, is_active = true): Promise<number> {
  return (await sandbox.raw('POST', '/sandbox/verifier-domains', { body: { domain, is_active } })).body.data.id;
}

describe('2 row 1, the list of servers', () => {
  it('is by name, with the active domains by name', async () => {
    await client.createServer(sandbox.server({ name: 'zeta' }), CALLER);
    await client.createServer(sandbox.server({ name: 'alpha' }), CALLER);
    await addDomain('z.sample.test');
    await addDomain('a.sample.test');
    await addDomain('b.sample.test', false);
    const { servers, verifier_domains: domains } = await client.listServers(CALLER);
    const names = servers.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(domains.map(({ domain }) => domain)).toEqual(['a.sample.test', 'z.sample.test']);
  });
});

describe('2 rows 2 and 3, and 2.1: a server', () => {
  it('is made with 201, with what is not filled in its place', async () => {
    const raw = await sandbox.raw('POST', LIST, { body: { name: 'bare', ip_address: 'no address at all' } });
    expect(raw.status).toBe(201);
    const [defaultPool] = await client.listPools(CALLER);
    expect(raw.body.data).toMatchObject({
      name: 'bare',
      ip_address: 'no address at all',
      environment: null,
      region: null,
      helo_name: null,
      mail_from_address: null,
      notes: null,
      is_active: false,
      drain_mode: false,
      max_concurrency: null,
      verifier_domain_id: null,
      verifier_domain: null,
      worker_pool_id: defaultPool?.id,
      worker_pool_slug: 'default',
      worker_pool_name: 'Default Pool',
      process_control_mode: 'control_plane_only',
      agent_enabled: false,
      agent_base_url: null,
      agent_timeout_seconds: 8,
      agent_verify_tls: true,
      agent_service_name: 'vev-worker.service',
      status: 'offline',
      process_state: 'unknown',
      heartbeat_state: 'none',
      latest_provisioning_bundle: null,
      last_command_status: null,
    });
  });

  it('keeps every field that is sent', async () => {
    const domainId = await addDomain('kept.sample.test');
    const pool = await client.createPool(sandbox.pool(), CALLER);
    const input = sandbox.server({
      environment: 'prod',
      region: 'eu-west',
      drain_mode: true,
      max_concurrency: 100_000,
      helo_name: 'mx.sample.test',
      mail_from_address: 'probe@sample.test',
      verifier_domain_id: domainId,
      worker_pool_id: pool.id,
      notes: 'line one\nline two',
      process_control_mode: 'agent_systemd',
      agent_enabled: true,
      agent_base_url: 'https://agent.sample.test:9713',
      agent_timeout_seconds: 30,
      agent_verify_tls: false,
      agent_service_name: 'other.service',
    });
    const made = await client.createServer(input, CALLER);
    expect(made).toMatchObject({
      ...input,
      verifier_domain: 'kept.sample.test',
      identity_domain: 'kept.sample.test',
      worker_pool_slug: pool.slug,
    });
    const { servers } = await client.listServers(CALLER);
    expect(servers.find(({ id }) => id === made.id)).toEqual(made);
  });

  it('has its usual agent when it is controlled by one', async () => {
    const input = sandbox.server({ process_control_mode: 'agent_systemd', ip_address: '198.51.100.200' });
    expect(await client.createServer(input, CALLER)).toMatchObject({ agent_base_url: 'http://198.51.100.200:9713' });
  });

  it('is replaced by PUT, except for five texts whose keys are missing', async () => {
    const texts = { environment: 'prod', region: 'eu', helo_name: 'h.test', mail_from_address: 'a@b.test', notes: 'n' };
    const flags = { max_concurrency: 3, agent_enabled: true, agent_verify_tls: false, agent_timeout_seconds: 20 };
    const { id, name, ip_address } = await client.createServer(sandbox.server({ ...texts, ...flags }), CALLER);
    const raw = await sandbox.raw('PUT', `${LIST}/${id}`, { body: { name, ip_address } });
    expect(raw).toMatchObject({
      status: 200,
      body: {
        data: {
          ...texts,
          is_active: false,
          max_concurrency: null,
          agent_enabled: false,
          agent_verify_tls: true,
          agent_timeout_seconds: 8,
        },
      },
    });
    const cleared = await client.updateServer(id, { ...sandbox.server(), name, ip_address, region: null }, CALLER);
    expect(cleared).toMatchObject({ environment: null, region: null, helo_name: null, notes: null });
  });

  it('keeps its own name and address without a complaint, and ignores what it does not know', async () => {
    const input = sandbox.server();
    const { id } = await client.createServer(input, CALLER);
    const raw = await sandbox.raw('PUT', `${LIST}/${id}`, { body: { ...input, identity_domain: 'x.test', id: 5 } });
    expect(raw).toMatchObject({ status: 200, body: { data: { id, identity_domain: null } } });
  });

  it.each<[string, string, unknown]>([
    ['name', 'is missing', null],
    ['name', 'is too long', 'x'.repeat(256)],
    ['name', 'is no text', 7],
    ['ip_address', 'is missing', ''],
    ['ip_address', 'is too long', 'x'.repeat(256)],
    ['environment', 'is too long', 'x'.repeat(256)],
    ['region', 'is no text', []],
    ['helo_name', 'is too long', 'x'.repeat(256)],
    ['mail_from_address', 'is no address', 'probe at sample'],
    ['notes', 'is no text', 5],
    ['max_concurrency', 'is too small', 0],
    ['max_concurrency', 'is too large', 100_001],
    ['max_concurrency', 'is no number', 'many'],
    ['verifier_domain_id', 'is unknown', 999_999],
    ['worker_pool_id', 'is unknown', 999_999],
    ['worker_pool_id', 'is no number', 'default'],
    ['process_control_mode', 'is unknown', 'manual'],
    ['agent_base_url', 'is no address', 'agent'],
    ['agent_base_url', 'is of another scheme', 'ftp://agent.test'],
    ['agent_base_url', 'is too long', `http://${'x'.repeat(250)}.test`],
    ['agent_timeout_seconds', 'is too small', 1],
    ['agent_timeout_seconds', 'is too large', 31],
    ['agent_service_name', 'is too long', 'x'.repeat(256)],
  ])('is refused when %s %s', async (field, _, value) => {
    const input = { ...sandbox.server(), [field]: value };
    const error = await refusal(client.createServer(input, CALLER));
    expect(error).toMatchObject({ kind: 'refused', status: 422, code: 'validation_failed', mayHaveHappened: false });
    expect(error.fields.map((problem) => problem.field)).toEqual([field]);
    expect(error.message).toBe(error.fields[0]?.problem);
  });

  it('is refused with both its name and its address, in any case of letters, when another has them', async () => {
    const input = sandbox.server({ name: 'Taken Name' });
    const { id } = await client.createServer(input, CALLER);
    const error = await refusal(client.createServer({ ...input, name: 'TAKEN name' }, CALLER));
    expect(error.fields.map(({ field }) => field)).toEqual(['name', 'ip_address']);
    const other = await client.createServer(sandbox.server(), CALLER);
    expect((await refusal(client.updateServer(other.id, input, CALLER))).fields).toHaveLength(2);
    expect(id).not.toBe(other.id);
  });

  it('names the first field of the table in its message', async () => {
    const input = { ...sandbox.server(), agent_timeout_seconds: 99, ip_address: '', max_concurrency: 0 };
    const error = await refusal(client.createServer(input, CALLER));
    expect(error.fields.map(({ field }) => field)).toEqual(['ip_address', 'max_concurrency', 'agent_timeout_seconds']);
    expect(error.message).toMatch(/^The ip address field is required/);
  });

  it('may have an inactive domain, and no archived pool, not even the one it has', async () => {
    const domainId = await addDomain('retired.sample.test', false);
    expect(await client.createServer(sandbox.server({ verifier_domain_id: domainId }), CALLER)).toMatchObject({
      verifier_domain_id: domainId,
    });
    const poolInput = sandbox.pool();
    const pool = await client.createPool(poolInput, CALLER);
    const input = sandbox.server({ worker_pool_id: pool.id });
    const { id } = await client.createServer(input, CALLER);
    await client.updatePool(pool.id, { ...poolInput, is_active: false }, CALLER);
    const error = await refusal(client.updateServer(id, input, CALLER));
    expect(error.fields.map(({ field }) => field)).toEqual(['worker_pool_id']);
  });
});

describe('2 row 4, and 2.5: deleting', () => {
  it('answers what was deleted, and is not found a second time', async () => {
    const { id, name } = await client.createServer(sandbox.server(), CALLER);
    expect(await client.deleteServer(id, CALLER)).toEqual({ id, name, deleted: true });
    expect(await refusal(client.deleteServer(id, CALLER))).toMatchObject({ kind: 'refused', status: 404 });
  });

  it('is refused while the worker is heard, and tells why', async () => {
    const { id, name, ip_address } = await client.createServer(sandbox.server(), CALLER);
    await sandbox.beat({ name, ip_address });
    expect(await refusal(client.deleteServer(id, CALLER))).toMatchObject({
      status: 409,
      code: 'server_delete_blocked',
      details: { process_state: 'unknown', heartbeat_state: 'healthy' },
      mayHaveHappened: false,
    });
  });

  it('is allowed when the worker is heard and the server is inactive: its heartbeat counts as stale', async () => {
    const input = sandbox.server();
    const { id } = await client.createServer(input, CALLER);
    await sandbox.beat({ name: input.name, ip_address: input.ip_address });
    expect(await client.updateServer(id, { ...input, is_active: false }, CALLER)).toMatchObject({
      heartbeat_state: 'stale',
      status: 'offline',
    });
    await client.deleteServer(id, CALLER);
  });

  it('takes bundles and commands along; the worker makes a new server when it beats again', async () => {
    const { id, name, ip_address } = await client.createServer(sandbox.server(), CALLER);
    await client.createBundle(id, CALLER);
    await client.runCommand(id, { action: 'status', idempotencyKey: 'gone' }, CALLER);
    await client.deleteServer(id, CALLER);
    expect(await refusal(client.latestBundle(id, CALLER))).toMatchObject({ status: 404 });
    const { body } = await sandbox.beat({ name, ip_address });
    expect(body.data.server_id).not.toBe(id);
    const server = (await client.listServers(CALLER)).servers.find((one) => one.id === body.data.server_id);
    expect(server).toMatchObject({
      worker_pool_id: null,
      worker_pool_slug: null,
      worker_pool_name: null,
      is_active: true,
    });
  });
});

describe('3, 7.1: what heartbeats do to the record', () => {
  it('overwrite name, environment and region, and find the server by its address', async () => {
    const { id, ip_address } = await client.createServer(sandbox.server({ environment: 'prod', region: 'eu' }), CALLER);
    const { body } = await sandbox.beat({ name: 'renamed by worker', ip_address, environment: null });
    expect(body.data).toMatchObject({ server_id: id, status: 'online', heartbeat_threshold_minutes: 5 });
    const server = (await client.listServers(CALLER)).servers.find((one) => one.id === id);
    expect(server).toMatchObject({
      name: 'renamed by worker',
      environment: null,
      region: 'eu',
      status: 'online',
      heartbeat_state: 'healthy',
    });
  });

  it('are what a claim is too, if only its input is whole', async () => {
    const { id, name, ip_address } = await client.createServer(sandbox.server(), CALLER);
    const record = async () => (await client.listServers(CALLER)).servers.find((one) => one.id === id);
    const claim = '/api/verifier/chunks/claim-next';
    await sandbox.verifier('POST', claim, { body: { worker_id: String(id) } });
    expect(await record()).toMatchObject({ last_heartbeat_at: null });
    await sandbox.verifier('POST', claim, { body: { worker_id: String(id), engine_server: { name, ip_address } } });
    expect(await record()).toMatchObject({ heartbeat_state: 'healthy', last_heartbeat_at: expect.any(String) });
  });

  it('of an unknown address make a server, which the very answer calls offline', async () => {
    const { body } = await sandbox.beat({ name: 'self-made', ip_address: '203.0.113.77' });
    expect(body.data.status).toBe('offline');
    expect((await sandbox.beat({ name: 'self-made', ip_address: '203.0.113.77' })).body.data.status).toBe('online');
  });
});
