import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { SandboxConfig } from '../config/sandbox-config.js';
import { personalAccessTokens } from '../database/schema/index.js';
import { signedUrl } from '../http/signed-url.js';
import { STARTS_WITHIN_MS, TestSandbox } from '../testing/test-sandbox.js';

const HOUR_MS = 3_600_000;

interface Bundle {
  readonly bundle_uuid: string;
  readonly download_urls: { readonly install: string; readonly env: string };
}

describe('bundles', () => {
  let sandbox: TestSandbox;
  let numbers = 0;
  beforeAll(async () => {
    sandbox = await TestSandbox.start();
  }, STARTS_WITHIN_MS);
  afterAll(() => sandbox.stop());

  const call = (method: string, route: string, body?: object) => sandbox.internal(method, route, { body });
  const get = (link: string) => sandbox.call('GET', link);
  const server = async (more: object = {}) => {
    numbers += 1;
    const body = { name: `s-${numbers}`, ip_address: `10.4.0.${numbers}`, ...more };
    return (await call('POST', '/api/internal/engine-servers', body)).body.data.id as number;
  };
  const bundles = (id: number) => `/api/internal/engine-servers/${id}/provisioning-bundles`;
  const create = async (id: number) => (await call('POST', bundles(id))).body.data as Bundle;
  const link = (bundle: Bundle, file: string, expires: number) => {
    const { appUrl, appKey } = sandbox.app.get(SandboxConfig);
    const query = { expires: String(Math.floor(expires / 1_000)) };
    return signedUrl(appUrl, `/provisioning/bundles/${bundle.bundle_uuid}/${file}`, query, appKey);
  };

  it('are made, shown and downloaded', async () => {
    const id = await server({ environment: 'prod' });
    const made = await call('POST', bundles(id));
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({ engine_server_id: id, is_expired: false, install_stages: [] });
    expect((await call('GET', `${bundles(id)}/latest`)).body).toEqual(made.body);
    const env = await get(made.body.data.download_urls.env);
    expect([env.status, env.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(env.headers.get('content-disposition')).toBe('attachment; filename=worker.env');
    expect(env.text).toContain(`WORKER_ID=${id}\nWORKER_POOL=default\n`);
    expect((await get(made.body.data.download_urls.install)).text).toContain('main "$@"');
  });

  it('bring a token that is valid for the verifier API', async () => {
    const { text } = await get((await create(await server())).download_urls.env);
    const token = /^ENGINE_API_TOKEN=(.+)$/m.exec(text)?.[1] ?? '';
    const headers = { Authorization: `Bearer ${token}` };
    expect((await sandbox.call('GET', '/api/verifier/policy', { headers })).status).toBe(200);
  });

  it('offer the host programs by signed links in the installer', async () => {
    const bundle = await create(await server({ process_control_mode: 'agent_systemd', agent_enabled: true }));
    const script = (await get(bundle.download_urls.install)).text;
    for (const program of ['agent.mjs', 'worker.mjs']) {
      const [url = ''] = new RegExp(`http://[^'"\\s]+/${program}\\?[^'"\\s]+`).exec(script) ?? [];
      expect((await get(url)).text).toBe(`// ${program}\n`);
    }
  });

  it('end when a newer one is made, at once and for every one of 100 parallel downloads', async () => {
    const id = await server();
    const old = await create(id);
    const newer = await create(id);
    const links = Array.from({ length: 100 }, (_, at) =>
      at % 2 === 0 ? old.download_urls.env : old.download_urls.install,
    );
    const statuses = await Promise.all(links.map(async (each) => (await get(each)).status));
    expect(new Set(statuses)).toEqual(new Set([410]));
    expect((await get(newer.download_urls.env)).status).toBe(200);
  });

  it('do not leak while a newer one is being made', async () => {
    const id = await server();
    const old = await create(id);
    let made = false;
    const making = create(id).then(() => (made = true));
    const late: number[] = [];
    while (!made) await get(old.download_urls.env);
    for (let n = 0; n < 10; n += 1) late.push((await get(old.download_urls.env)).status);
    await making;
    expect(new Set(late)).toEqual(new Set([410]));
  });

  it('refuse every changed link', async () => {
    const bundle = await create(await server());
    const { env } = bundle.download_urls;
    const changed = [
      env.replace('worker.env', 'install.sh'),
      env.replace(/expires=\d+/, 'expires=9999999999'),
      env.replace(/signature=./, 'signature=z'),
      env.replace(/signature=.*/, ''),
      env.replace(/[?].*/, ''),
      `${env}&x=1`,
      env.replace('127.0.0.1', 'localhost'),
      env.replace(bundle.bundle_uuid, (await create(await server())).bundle_uuid),
    ];
    const statuses = await Promise.all(changed.map(async (each) => (await get(each)).status));
    expect(statuses).toEqual(changed.map(() => 403));
    expect((await get(env)).status).toBe(200);
  });

  it('answer 404 for files they do not have', async () => {
    const bundle = await create(await server());
    const later = sandbox.clock.now() + HOUR_MS;
    expect((await get(link(bundle, 'other.txt', later))).status).toBe(404);
    expect((await get(link(bundle, '..%2Fworker.env', later))).status).toBe(404);
  });

  it('say in a page or in JSON why a link does not work', async () => {
    const { env } = (await create(await server())).download_urls;
    const bad = env.replace(/signature=./, 'signature=z');
    expect((await get(bad)).body).toEqual({ message: 'Invalid signature.' });
    const page = await sandbox.call('GET', bad, { headers: { Accept: '*/*' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
  });

  it('listen to their installer', async () => {
    const id = await server();
    const bundle = await create(id);
    const stages = link(bundle, 'stages', sandbox.clock.now() + HOUR_MS);
    const report = (body: object) => sandbox.call('POST', stages, { body });
    expect((await report({ stage: 'prepare', status: 'running' })).status).toBe(204);
    expect((await report({ stage: 'prepare', status: 'done', detail: 'fine' })).status).toBe(204);
    expect((await report({ stage: 'prepare', status: 'maybe' })).status).toBe(422);
    expect((await sandbox.call('POST', stages.replace(/.$/, 'z'), { body: {} })).status).toBe(403);
    const { install_stages } = (await call('GET', `${bundles(id)}/latest`)).body.data;
    expect(install_stages).toMatchObject([{ stage: 'prepare', status: 'done', detail: 'fine' }]);
  });

  it('end by hook, as if a newer one had come', async () => {
    const id = await server();
    const bundle = await create(id);
    expect((await call('POST', `/sandbox/servers/${id}/expire-bundle`)).body).toEqual({ data: { expired: 1 } });
    expect((await get(bundle.download_urls.env)).status).toBe(410);
    expect((await call('GET', `${bundles(id)}/latest`)).body.data).toMatchObject({
      is_expired: true,
      download_urls: [],
      install_command_template: null,
    });
  });

  it('lose their token only when somebody deletes it', async () => {
    const id = await server();
    const token = /^ENGINE_API_TOKEN=(.+)$/m.exec((await get((await create(id)).download_urls.env)).text)?.[1] ?? '';
    await create(id);
    expect(
      await sandbox.database.$count(personalAccessTokens, eq(personalAccessTokens.name, `engine-server:${id}`)),
    ).toBe(2);
    expect((await call('POST', `/sandbox/servers/${id}/revoke-tokens`)).body).toEqual({ data: { revoked: 2 } });
    const headers = { Authorization: `Bearer ${token}` };
    expect((await sandbox.call('GET', '/api/verifier/policy', { headers })).status).toBe(401);
  });

  it('are not found for servers without any', async () => {
    const answer = await call('GET', `${bundles(await server())}/latest`);
    expect([answer.status, answer.body.error_code]).toEqual([404, 'bundle_not_found']);
    expect(answer.body.message.toLowerCase()).toContain('no provisioning bundle');
  });

  it('expire, are shown as expired, and are pruned with their files', async () => {
    const id = await server();
    const bundle = await create(id);
    sandbox.clock.advance(HOUR_MS + 1_000);
    expect((await get(bundle.download_urls.env)).status).toBe(403);
    expect((await call('GET', `${bundles(id)}/latest`)).body.data.is_expired).toBe(true);
    await call('POST', '/sandbox/bundles/prune');
    expect((await call('GET', `${bundles(id)}/latest`)).status).toBe(404);
    expect((await get(link(bundle, 'worker.env', sandbox.clock.now() + HOUR_MS))).status).toBe(404);
    const files = path.join(sandbox.app.get(SandboxConfig).dataDirectory, 'files/provisioning');
    expect(await readdir(files)).toEqual([]);
  });
});
