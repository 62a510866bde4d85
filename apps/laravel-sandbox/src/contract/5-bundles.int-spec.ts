import type { LaravelBundle } from '@app/contracts';
import type { LaravelClient } from '@app/laravel-client';
import { CALLER, ContractSandbox, START_WITHIN_MS, refusal } from './testing/contract-sandbox.js';
import { type Answer, call } from '../testing/json-call.js';

let sandbox: ContractSandbox;
let client: LaravelClient;
beforeAll(async () => {
  sandbox = await ContractSandbox.start();
  client = sandbox.client;
}, START_WITHIN_MS);
afterAll(() => sandbox.stop(), START_WITHIN_MS);

async function newServer(): Promise<number> {
  return (await client.createServer(sandbox.server(), CALLER)).id;
}

function download(link: string | undefined): Promise<Answer> {
  return call('GET', link ?? '', { headers: { Accept: 'application/json' } });
}

const hook = (serverId: number, name: string) =>
  sandbox.raw('POST', `/sandbox/servers/${serverId}/${name}`, { body: {} });

describe('2 rows 5 and 6, and 5.1: a bundle', () => {
  it('is none at first', async () => {
    const id = await newServer();
    expect(await client.latestBundle(id, CALLER)).toBeNull();
    const raw = await sandbox.raw('GET', `/api/internal/engine-servers/${id}/provisioning-bundles/latest`);
    expect(raw).toMatchObject({ status: 404, body: { error_code: 'bundle_not_found' } });
    expect(raw.body.message).toMatch(/no provisioning bundle/i); // what former clients look for
  });

  it('is not found for a server that does not exist', async () => {
    expect(await refusal(client.createBundle(999_999, CALLER))).toMatchObject({ status: 404, code: 'request_failed' });
    expect(await refusal(client.latestBundle(999_999, CALLER))).toMatchObject({ status: 404, code: 'request_failed' });
  });

  it('is made with 201, has both links and a command with two placeholders', async () => {
    const id = await newServer();
    const raw = await sandbox.raw('POST', `/api/internal/engine-servers/${id}/provisioning-bundles`, { body: {} });
    expect(raw.status).toBe(201);
    const bundle = (await client.latestBundle(id, CALLER)) as LaravelBundle;
    expect(bundle).toMatchObject({
      bundle_uuid: raw.body.data.bundle_uuid,
      engine_server_id: id,
      is_expired: false,
      install_stages: null,
    });
    expect(bundle.install_command_template).toBe(
      `curl -fsSL "${bundle.download_urls?.install}" | bash -s -- --ghcr-user "<ghcr-username>" --ghcr-token "<ghcr-token>"`,
    );
    const seconds = (Date.parse(bundle.expires_at) - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(3_500);
    expect(seconds).toBeLessThanOrEqual(3_600);
    const server = (await client.listServers(CALLER)).servers.find((one) => one.id === id);
    expect(server?.latest_provisioning_bundle).toMatchObject({ bundle_uuid: bundle.bundle_uuid, is_expired: false });
  });

  it('has an empty array for links and no command when it is expired', async () => {
    const id = await newServer();
    await client.createBundle(id, CALLER);
    await hook(id, 'expire-bundle');
    const raw = await sandbox.raw('GET', `/api/internal/engine-servers/${id}/provisioning-bundles/latest`);
    expect(raw.body.data).toMatchObject({ is_expired: true, download_urls: [], install_command_template: null });
    expect(await client.latestBundle(id, CALLER)).toMatchObject({ is_expired: true, download_urls: null });
  });
});

describe('5.2: its life', () => {
  it('ends when a newer one is made, and every one has a token of its own that survives', async () => {
    const id = await newServer();
    const first = await client.createBundle(id, CALLER);
    const env = (await download(first.download_urls?.env)).text;
    const second = await client.createBundle(id, CALLER);
    expect((await client.latestBundle(id, CALLER))?.bundle_uuid).toBe(second.bundle_uuid);
    expect((await download(first.download_urls?.env)).status).toBe(410);
    const token = /^ENGINE_API_TOKEN=(.+)$/m.exec(env)?.[1] ?? '';
    expect(token).toMatch(/^\d+\|\w{48}$/);
    const policy = await call('GET', `${sandbox.process.url}/api/verifier/policy`, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
    });
    expect(policy.status).toBe(200);
  });

  it('is gone after the hourly prune, its row and its links', async () => {
    const id = await newServer();
    const bundle = await client.createBundle(id, CALLER);
    await hook(id, 'expire-bundle');
    await sandbox.raw('POST', '/sandbox/bundles/prune', { body: {} });
    expect(await client.latestBundle(id, CALLER)).toBeNull();
    expect((await download(bundle.download_urls?.env)).status).toBe(404);
    const server = (await client.listServers(CALLER)).servers.find((one) => one.id === id);
    expect(server?.latest_provisioning_bundle).toBeNull();
  });
});

describe('5.3: downloads', () => {
  let bundle: LaravelBundle;
  beforeAll(async () => (bundle = await client.createBundle(await newServer(), CALLER)));
  const env = () => new URL(bundle.download_urls?.env ?? '');

  it('need no token, and may be repeated', async () => {
    for (const link of [bundle.download_urls?.install, bundle.download_urls?.env, bundle.download_urls?.env]) {
      const raw = await download(link);
      expect(raw.status).toBe(200);
      expect(raw.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8$/i);
      expect(raw.headers.get('content-disposition')).toMatch(/^attachment/);
    }
  });

  it.each<[string, (link: URL) => void, number]>([
    ['another signature', (link) => link.searchParams.set('signature', 'ab'.repeat(32)), 403],
    ['no signature', (link) => link.searchParams.delete('signature'), 403],
    [
      'a later end',
      (link) => link.searchParams.set('expires', String(Number(link.searchParams.get('expires')) + 60)),
      403,
    ],
    ['no end', (link) => link.searchParams.delete('expires'), 403],
    ['another file', (link) => (link.pathname = link.pathname.replace('worker.env', 'install.sh')), 403],
    ['more in the query', (link) => link.searchParams.set('x', '1'), 403],
  ])('are refused with %s', async (_, spoil, status) => {
    const link = env();
    spoil(link);
    expect((await download(link.href)).status).toBe(status);
  });

  it('work through one origin alone', async () => {
    const link = env();
    link.hostname = 'localhost';
    expect((await download(link.href)).status).toBe(403);
  });
});

describe('5.4: worker.env', () => {
  it('has its keys in order, those that are not set left out', async () => {
    const { id, name, ip_address } = await client.createServer(
      sandbox.server({ region: 'eu-west', helo_name: 'mx.test' }),
      CALLER,
    );
    const { download_urls } = await client.createBundle(id, CALLER);
    const lines = (await download(download_urls?.env)).text
      .trim()
      .split('\n')
      .map((line) => line.split(/=(.*)/s).slice(0, 2));
    expect(lines).toEqual([
      ['ENGINE_API_BASE_URL', sandbox.process.url],
      ['ENGINE_API_TOKEN', expect.any(String)],
      ['ENGINE_SERVER_IP', ip_address],
      ['ENGINE_SERVER_NAME', name],
      ['WORKER_ID', String(id)],
      ['WORKER_POOL', 'default'],
      ['LARAVEL_HEARTBEAT_ENABLED', 'true'],
      ['LARAVEL_HEARTBEAT_EVERY_N', '10'],
      ['ENGINE_SERVER_REGION', 'eu-west'],
      ['HELO_NAME', 'mx.test'],
      ['CONTROL_PLANE_BASE_URL', 'http://127.0.0.1:9091'],
      ['CONTROL_PLANE_TOKEN', 'control-plane-token-for-tests'],
      ['CONTROL_PLANE_HEARTBEAT_ENABLED', 'true'],
      ['CONTROL_PLANE_POLICY_SYNC_ENABLED', 'true'],
    ]);
  });
});

describe('7.4: the probe of a bundle', () => {
  it('passes with its token, and claims nothing', async () => {
    const id = await newServer();
    const bundle = await client.createBundle(id, CALLER);
    expect(await client.probeClaimNext(bundle, CALLER)).toMatchObject({
      result: 'pass',
      detail: expect.stringContaining('engine server'),
    });
    const server = (await client.listServers(CALLER)).servers.find((one) => one.id === id);
    expect(server?.last_heartbeat_at).toBeNull(); // a real claim would have set it
  });

  it('fails when the token was revoked', async () => {
    const id = await newServer();
    const bundle = await client.createBundle(id, CALLER);
    await hook(id, 'revoke-tokens');
    expect(await client.probeClaimNext(bundle, CALLER)).toMatchObject({
      result: 'fail',
      detail: expect.stringContaining('401'),
    });
  });

  it('fails with a bundle that is superseded, and with one that is expired', async () => {
    const id = await newServer();
    const first = await client.createBundle(id, CALLER);
    await client.createBundle(id, CALLER);
    expect(await client.probeClaimNext(first, CALLER)).toMatchObject({
      result: 'fail',
      detail: expect.stringContaining('410'),
    });
    expect(await client.probeClaimNext({ ...first, download_urls: null }, CALLER)).toMatchObject({ result: 'fail' });
  });

  it('is refused to a token without the role', async () => {
    const { token } = (await sandbox.raw('POST', '/sandbox/tokens', { body: {} })).body.data;
    const raw = await sandbox.verifier('POST', '/api/verifier/chunks/claim-next', {
      body: { worker_id: 'x' },
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(raw).toMatchObject({ status: 403, body: { message: '' } });
    expect(await refusal(sandbox.clientWith({ verifier: token }).policyPayload('v4.2.0', CALLER))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });
});

describe('5.2: an incomplete configuration', () => {
  let bare: ContractSandbox;
  beforeAll(
    async () => (bare = await ContractSandbox.start({ ENGINE_WORKER_IMAGE: '', ENGINE_SERVER_AGENT_TOKEN: '' })),
    START_WITHIN_MS,
  );
  afterAll(() => bare.stop(), START_WITHIN_MS);

  it('is a failure without a code: nobody knows whether a bundle was made', async () => {
    const { id } = await bare.client.createServer(bare.server(), CALLER);
    expect(await refusal(bare.client.createBundle(id, CALLER))).toMatchObject({
      kind: 'upstream',
      status: 500,
      code: 'upstream_error',
      mayHaveHappened: true,
    });
  });
});
