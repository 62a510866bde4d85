import { BUNDLE, CREDENTIALS, SERVER, json } from '@app/laravel-client/testing';
import { type LaravelDouble, startLaravelDouble } from './testing/laravel-double.js';
import { until } from '@app/testing';
import { ServiceProcess } from './testing/service-process.js';
import { type TestRedis, startTestRedis } from './testing/test-redis.js';

let redis: TestRedis;
let laravel: LaravelDouble;
let service: ServiceProcess;

beforeAll(async () => {
  redis = await startTestRedis();
  laravel = await startLaravelDouble();
  service = await ServiceProcess.start(redis.address, {
    LARAVEL_API_BASE_URL: laravel.odd.url,
    LARAVEL_INTERNAL_API_TOKEN: 'internal-secret',
    CONTROL_PLANE_VIEWER_TOKEN: 'viewer-token',
  });
  await service.ready();
}, 30_000);

afterAll(async () => {
  await service.stop();
  await laravel.odd.goAway();
  await redis.discard();
});

const asViewer = (route: string) =>
  fetch(`${service.url}${route}`, { headers: { Authorization: 'Bearer viewer-token' } });
const operations = async () =>
  (await service.get('/api/servers/17/commands')).body['data'] as readonly { state: string }[];

describe('a server', () => {
  it('is sent to Laravel with every field, since a missing flag would mean false there', async () => {
    const answer = await service.call('POST', '/api/servers', { name: 'probe-3', ip_address: '198.51.100.30' });
    expect(answer).toMatchObject({ status: 201, body: { data: { id: 99, name: 'probe-3' } } });
    const [sent] = laravel.requests('POST', '/engine-servers');
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      name: 'probe-3',
      ip_address: '198.51.100.30',
      environment: null,
      region: null,
      is_active: true,
      drain_mode: false,
      max_concurrency: null,
      helo_name: null,
      mail_from_address: null,
      verifier_domain_id: null,
      worker_pool_id: null,
      notes: null,
      process_control_mode: 'control_plane_only',
      agent_enabled: false,
      agent_base_url: null,
      agent_timeout_seconds: null,
      agent_verify_tls: true,
      agent_service_name: null,
    });
    expect(sent?.headers).toMatchObject({
      'x-internal-token': 'internal-secret',
      authorization: 'Bearer internal-secret',
      'x-triggered-by': 'api',
    });
  });

  it.each([
    [{ ip_address: 'x' }, 'name'],
    [{ name: 'x' }, 'ip_address'],
    [{ name: 'x', ip_address: 'y', agent_timeout_seconds: 31 }, 'agent_timeout_seconds'],
    [{ name: 'x', ip_address: 'y', agent_base_url: 'file:///etc/passwd' }, 'agent_base_url'],
    [{ name: 'x', ip_address: 'y', agent_service_name: 'a b' }, 'agent_service_name'],
    [{ name: 'x', ip_address: 'y', process_control_mode: 'ssh' }, 'process_control_mode'],
    [{ name: 'x\u0000', ip_address: 'y' }, 'name'],
    [{ name: 'x', ip_address: 'y', is_default: true }, 'is_default'],
  ])('%j is refused before anything is sent, naming %s', async (body, field) => {
    const before = laravel.odd.arrived.length;
    const answer = await service.call('PUT', '/api/servers/17', body);
    expect(answer).toMatchObject({ status: 400, body: { title: 'invalid_request' } });
    expect(answer.body['fields']).toEqual([expect.objectContaining({ field })]);
    expect(laravel.odd.arrived.slice(before).filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  it('that nobody registered is not found, and an id that is none is refused', async () => {
    expect((await service.get('/api/servers/4711')).status).toBe(404);
    expect((await service.get('/api/servers/abc')).body).toMatchObject({ fields: [{ field: 'serverId' }] });
  });
});

describe('the list', () => {
  it('has three facts a server, counts for each filter, and the workers without a server', async () => {
    await service.beat('17', 'running', { host: 'probe-ams-2', ip_address: '198.51.100.24' });
    await service.beat('lonely', 'running', { ip_address: '203.0.113.7' });
    const { body } = await service.get('/api/servers?filter=matched');
    expect(body).toMatchObject({
      data: [{ id: 17, process: { state: 'running' }, heartbeat: { state: 'healthy' }, runtime: { worker_id: '17' } }],
      meta: {
        source: { state: 'fresh', problem: null },
        counts: { all: 1, operational: 1, needs_attention: 0, matched: 1, unmatched: 0 },
        unregistered_workers: [{ worker_id: 'lonely', ip_address: '203.0.113.7', presence: 'live' }],
        verifier_domains: [{ id: 3, domain: 'sample.test' }],
      },
    });
  });

  it('refuses a filter that it does not know', async () => {
    expect((await service.get('/api/servers?filter=offline')).body).toMatchObject({ fields: [{ field: 'filter' }] });
  });
});

describe('a host command', () => {
  it('touches no runtime intent, and a runtime intent sends no command', async () => {
    expect(
      (await service.call('POST', '/api/servers/17/commands', { action: 'stop', reason: 'maintenance' })).status,
    ).toBe(202);
    await until(async () => (await operations())[0]?.state === 'succeeded', 5_000);
    expect((await service.get('/api/workers/17')).body).toMatchObject({ data: { desired_state: 'running' } });
    const sent = laravel.requests('POST', '/commands').length;
    for (const action of ['pause', 'drain', 'quarantine', 'unquarantine', 'resume']) {
      expect((await service.post(`/api/workers/17/${action}`)).status).toBe(200);
    }
    expect(laravel.requests('POST', '/commands')).toHaveLength(sent);
  });

  it('is refused when several workers could be on that host', async () => {
    laravel.records.servers = [SERVER, { ...SERVER, id: 18, name: 'probe-ams-3', ip_address: '198.51.100.25' }];
    await service.beat('a', 'running', { ip_address: '198.51.100.25' });
    await service.beat('b', 'running', { ip_address: '198.51.100.25' });
    await until(async () => (await service.get('/api/servers/18')).status === 200, 5_000);
    const sent = laravel.requests('POST', '/commands').length;
    const answer = await service.call('POST', '/api/servers/18/commands', { action: 'restart' });
    expect(answer).toMatchObject({ status: 409, body: { title: 'match_ambiguous' } });
    expect(answer.body['detail']).toMatch(/2 workers report the address/);
    expect(laravel.requests('POST', '/commands')).toHaveLength(sent);
  });

  it('is refused for a server without an agent', async () => {
    laravel.records.servers = [
      SERVER,
      { ...SERVER, id: 19, name: 'bare', ip_address: '198.51.100.26', agent_enabled: false },
    ];
    await until(async () => (await service.get('/api/servers/19')).status === 200, 5_000);
    expect(await service.call('POST', '/api/servers/19/commands', { action: 'start' })).toMatchObject({
      status: 409,
      body: { title: 'agent_not_enabled' },
    });
  });

  it.each([{ action: 'reboot' }, { action: 'start', service: 'sshd' }])('%j is no command', async (body) => {
    expect((await service.call('POST', '/api/servers/17/commands', body)).status).toBe(400);
  });
});

describe('the credentials of the registry', () => {
  it('are asked for once for all who look: viewers must not use up the calls that Laravel allows', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => asViewer('/api/provisioning-credentials')));
    expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(200));
    expect((await asViewer('/api/provisioning-credentials')).status).toBe(200);
    expect(laravel.requests('GET', '/provisioning-credentials')).toHaveLength(1);
  });

  it('are read anew after a change', async () => {
    expect((await service.call('PUT', '/api/provisioning-credentials', { ghcr_username: 'ci-bot' })).status).toBe(200);
    await asViewer('/api/provisioning-credentials');
    expect(laravel.requests('GET', '/provisioning-credentials')).toHaveLength(2);
  });
});

describe('a bundle', () => {
  it('gives an install command without the link to the secrets, to operators alone', async () => {
    laravel.odd.behave((arrived, response) => {
      const live = { ...BUNDLE, expires_at: new Date(Date.now() + 600_000).toISOString() };
      return json(200, { data: arrived.path.endsWith('/latest') ? live : CREDENTIALS })(arrived, response);
    });
    const { body } = await service.get('/api/servers/17/provisioning-bundles/latest');
    expect(body).toMatchObject({ data: { is_expired: false, install_stages: null } });
    expect(JSON.stringify(body)).toContain('install.sh');
    expect(JSON.stringify(body)).not.toContain('worker.env');
    expect((await asViewer('/api/servers/17/provisioning-bundles/latest')).status).toBe(403);
  });
});

describe('without a Laravel', () => {
  it('every registry route says what to configure, and the rest works', async () => {
    const alone = await ServiceProcess.start(redis.address);
    try {
      await alone.ready();
      for (const route of ['/api/servers', '/api/servers/1', '/api/pool-registry', '/api/provisioning-credentials']) {
        const { status, body } = await alone.get(route);
        expect({ route, status, title: body['title'] }).toEqual({
          route,
          status: 503,
          title: 'laravel_not_configured',
        });
        expect(body['detail']).toContain('LARAVEL_INTERNAL_API_TOKEN');
      }
      expect((await alone.beat('w1')).status).toBe(200);
    } finally {
      await alone.stop();
    }
  });
});
