import { serverRow } from '../testing/rows.js';
import { workerEnv } from './worker-env.js';

const FACTS = {
  appUrl: 'https://app.sample.test',
  token: '9|abc',
  server: serverRow(),
  identityDomain: 'sample.test',
  poolSlug: 'gmail-slow',
  controlPlane: { baseUrl: 'https://control.sample.test', token: 'secret' },
};

describe('worker.env', () => {
  it('has the contract’s keys in the contract’s order', () => {
    expect(workerEnv(FACTS)).toBe(`ENGINE_API_BASE_URL=https://app.sample.test
ENGINE_API_TOKEN=9|abc
ENGINE_SERVER_IP=198.51.100.24
ENGINE_SERVER_NAME=probe-ams-2
WORKER_ID=17
WORKER_POOL=gmail-slow
LARAVEL_HEARTBEAT_ENABLED=true
LARAVEL_HEARTBEAT_EVERY_N=10
ENGINE_SERVER_ENV=prod
ENGINE_SERVER_REGION=eu-west
HELO_NAME=mx-out.sample.test
MAIL_FROM_ADDRESS=probe@sample.test
IDENTITY_DOMAIN=sample.test
CONTROL_PLANE_BASE_URL=https://control.sample.test
CONTROL_PLANE_TOKEN=secret
CONTROL_PLANE_HEARTBEAT_ENABLED=true
CONTROL_PLANE_POLICY_SYNC_ENABLED=true
`);
  });

  it('leaves out what is not set', () => {
    const server = serverRow({ environment: null, region: null, heloName: null, mailFromAddress: null });
    const text = workerEnv({ ...FACTS, server, identityDomain: null, controlPlane: null });
    expect(text).not.toMatch(/^(ENGINE_SERVER_ENV|ENGINE_SERVER_REGION|HELO|MAIL|IDENTITY|CONTROL)/m);
    expect(text.trim().split('\n')).toHaveLength(8);
  });

  it('keeps a name with a line break from adding keys', () => {
    const text = workerEnv({ ...FACTS, server: serverRow({ name: 'a\nENGINE_API_TOKEN=b' }) });
    expect(text).toContain('ENGINE_SERVER_NAME=a ENGINE_API_TOKEN=b\n');
  });
});
