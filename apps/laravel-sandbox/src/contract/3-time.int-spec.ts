import { LaravelClient, LaravelTraffic } from '@app/laravel-client';
import { INTERNAL_TOKEN } from '../testing/test-config.js';
import { START_WITHIN_MS } from './testing/contract-sandbox.js';
import { TestSandbox } from '../testing/test-sandbox.js';

const CALLER = { requestId: 'req-time' };

/** What only time brings about is shown where the clock can be moved: in this process. */
describe('3 and 5.2: what changes with time', () => {
  let sandbox: TestSandbox;
  let client: LaravelClient;
  beforeAll(async () => {
    sandbox = await TestSandbox.start({ SANDBOX_STRICT_QUIRKS: 'true', VERIFIER_ENGINE_HEARTBEAT_MINUTES: '5' });
    const internal = { baseUrl: sandbox.url, token: INTERNAL_TOKEN };
    const options = { internal, verifier: null, timeoutMs: 10_000, retryMax: 0, retryBackoffMs: 0 };
    client = new LaravelClient(options, new LaravelTraffic());
  }, START_WITHIN_MS);
  afterAll(() => sandbox.stop(), START_WITHIN_MS);

  const server = (name: string, ip_address: string) =>
    sandbox.internal('POST', '/api/internal/engine-servers', { body: { name, ip_address, is_active: true } });
  const record = async (name: string) => (await client.listServers(CALLER)).servers.find((one) => one.name === name);

  it('3.2 a heartbeat is healthy until it is as old as the threshold, then stale', async () => {
    await server('aging', '198.51.100.1');
    expect(await record('aging')).toMatchObject({
      heartbeat_state: 'none',
      status: 'offline',
      last_heartbeat_at: null,
    });
    const body = { server: { name: 'aging', ip_address: '198.51.100.1' } };
    await sandbox.verifier('POST', '/api/verifier/heartbeat', { body });
    sandbox.clock.advance(299_000);
    expect(await record('aging')).toMatchObject({ heartbeat_state: 'healthy', status: 'online' });
    sandbox.clock.advance(1_000);
    const stale = await record('aging');
    expect(stale).toMatchObject({ heartbeat_state: 'stale', status: 'offline', last_heartbeat_at: expect.any(String) });
    expect(await client.deleteServer(stale?.id ?? 0, CALLER)).toMatchObject({ deleted: true });
  });

  it('5.1 and 5.3 a bundle expires after its time: no links, and the old ones are refused', async () => {
    const { id } = (await server('expiring', '198.51.100.2')).body.data;
    const { download_urls: links } = await client.createBundle(id, CALLER);
    sandbox.clock.advance(3_599_000);
    expect(await client.latestBundle(id, CALLER)).toMatchObject({ is_expired: false });
    sandbox.clock.advance(2_000);
    expect(await client.latestBundle(id, CALLER)).toMatchObject({ is_expired: true, download_urls: null });
    expect((await record('expiring'))?.latest_provisioning_bundle).toMatchObject({ is_expired: true });
    expect((await sandbox.call('GET', links?.env ?? '')).status).toBe(403);
  });
});
