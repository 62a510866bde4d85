import { readEngineEnvironment } from './engine-environment.js';

const required = {
  ENGINE_API_BASE_URL: 'http://127.0.0.1:9090/',
  ENGINE_API_TOKEN: '7|s3cret',
  ENGINE_SERVER_IP: '198.51.100.71',
};
const controlPlane = { CONTROL_PLANE_BASE_URL: 'http://127.0.0.1:9091', CONTROL_PLANE_TOKEN: 's3cret' };

describe('the environment of a worker', () => {
  it('has the defaults of a real worker', () => {
    expect(readEngineEnvironment({ ...required, WORKER_ID: '17' })).toMatchObject({
      laravelBaseUrl: 'http://127.0.0.1:9090',
      controlPlane: null,
      heartbeatEnabled: false,
      serverName: '17',
      capability: 'all',
      heartbeatIntervalMs: 30_000,
      pollIntervalMs: 5_000,
      policyRefreshMs: 300_000,
      maxConcurrency: 1,
      leaseSeconds: null,
      roleAccounts: ['info', 'admin', 'support', 'sales', 'contact', 'hello', 'hr'],
    });
  });

  it('reports to the control plane once it knows address and token', () => {
    const read = readEngineEnvironment({ ...required, ...controlPlane });
    expect(read).toMatchObject({ heartbeatEnabled: true, policySyncEnabled: true });
    expect(readEngineEnvironment({ ...required, CONTROL_PLANE_TOKEN: 'x' }).controlPlane).toBeNull();
  });

  it('drops words it does not know and falls back where a number cannot be read', () => {
    const odd = { WORKER_TRUST_TIER: 'trusted', WORKER_CAPABILITY: 'cooking', MAX_CONCURRENCY: '-1' };
    expect(readEngineEnvironment({ ...required, ...odd })).toMatchObject({
      trustTier: '',
      capability: 'all',
      maxConcurrency: 1,
    });
  });

  it('reads mistyped domains', () => {
    const { domainTypos } = readEngineEnvironment({ ...required, DOMAIN_TYPOS: 'gmial.com=gmail.com, odd ,a=b' });
    expect([...domainTypos]).toEqual([
      ['gmial.com', 'gmail.com'],
      ['a', 'b'],
    ]);
  });

  it('names everything that stops the start, and no secret', () => {
    const start = () =>
      readEngineEnvironment({
        ENGINE_API_TOKEN: '7|s3cret',
        LEASE_SECONDS: '0',
        CONTROL_PLANE_HEARTBEAT_ENABLED: 'yes',
        PROVIDER_REPLY_POLICY_JSON: '{',
      });
    const parts = ['ENGINE_API_BASE_URL, ENGINE_SERVER_IP', 'CONTROL_PLANE_HEARTBEAT_ENABLED', 'LEASE_SECONDS'];
    for (const part of [...parts, 'PROVIDER_REPLY_POLICY_JSON']) expect(start).toThrow(part);
    expect(start).not.toThrow('s3cret');
  });
});
