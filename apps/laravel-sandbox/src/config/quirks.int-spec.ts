import { StandInAgent } from '../testing/stand-in-agent.js';
import { STARTS_WITHIN_MS, TestSandbox } from '../testing/test-sandbox.js';

const SERVERS = '/api/internal/engine-servers';

describe('with strict quirks', () => {
  let sandbox: TestSandbox;
  let agent: StandInAgent;
  let route: string;
  beforeAll(async () => {
    const environment = { SANDBOX_STRICT_QUIRKS: 'true', ENGINE_WORKER_IMAGE: '' };
    [sandbox, agent] = await Promise.all([TestSandbox.start(environment), StandInAgent.start()]);
    const controlled = { process_control_mode: 'agent_systemd', agent_enabled: true, agent_base_url: agent.url };
    const answer = await call('POST', SERVERS, { name: 'a', ip_address: '10.5.0.1', ...controlled });
    route = `${SERVERS}/${answer.body.data.id}`;
  }, STARTS_WITHIN_MS);
  afterAll(() => Promise.all([sandbox.stop(), agent.stop()]));

  const call = (method: string, path: string, body?: object) => sandbox.internal(method, path, { body });

  it('a slash in a reason breaks the signature', async () => {
    const answer = await call('POST', `${route}/commands`, { action: 'stop', reason: 'a/b' });
    expect(answer.body.data).toMatchObject({ status: 'failed', error_message: 'signature_mismatch' });
    expect((await call('POST', `${route}/commands`, { action: 'stop', reason: 'ab' })).body.data.status).toBe(
      'success',
    );
  });

  it('a long reason breaks in the database', async () => {
    const answer = await call('POST', `${route}/commands`, { action: 'stop', reason: 'x'.repeat(256) });
    expect([answer.status, answer.body]).toEqual([500, { message: 'Server Error' }]);
  });

  it('set-default on the default leaves none', async () => {
    expect((await call('POST', '/api/internal/engine-pools/1/set-default')).body.data.is_default).toBe(false);
    expect((await call('POST', '/api/internal/engine-pools/1/set-default')).body.data.is_default).toBe(true);
  });

  it('and always, an incomplete configuration is a 500 without a code', async () => {
    const answer = await call('POST', `${route}/provisioning-bundles`);
    expect([answer.status, answer.body]).toEqual([500, { message: 'Server Error' }]);
  });
});
