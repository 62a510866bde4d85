import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAgentEnvironment, workerEnvironment } from './agent-environment.js';

const SYSTEMD = { AGENT_DRIVER: 'systemd', AGENT_TOKEN: 't', AGENT_HMAC_SECRET: 's' };
const PROCESS = {
  ...SYSTEMD,
  AGENT_DRIVER: 'process',
  AGENT_WORKER_SCRIPT: '/opt/vev/bin/worker.mjs',
  AGENT_WORKER_ENV_FILE: '/opt/vev/worker.env',
  AGENT_STATE_DIRECTORY: '/opt/vev/state',
};

describe('the agent’s environment', () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-room-environment-'));
  const file = join(directory, 'file.env');
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('has today’s defaults', () => {
    expect(readAgentEnvironment(SYSTEMD)).toEqual({
      driver: { kind: 'systemd' },
      port: 9713,
      bind: '0.0.0.0',
      rules: { token: 't', secret: 's', signatureTtlSeconds: 60, allowedService: 'vev-worker.service' },
      stateDirectory: null,
    });
  });

  it('says all that is wrong at once, and no value', () => {
    const wrong = {
      AGENT_DRIVER: 'docker',
      AGENT_PORT: '99999',
      AGENT_HMAC_SECRET: 'secret-value',
      AGENT_SIGNATURE_TTL: 'long',
      AGENT_ALLOWED_SERVICE: '--help',
    };
    expect(() => readAgentEnvironment(wrong)).toThrow(
      [
        'AGENT_DRIVER must be systemd or process',
        'AGENT_PORT must be a whole number from 0 to 65535',
        'AGENT_ALLOWED_SERVICE must be the name of a service unit',
        'AGENT_TOKEN is required',
        'AGENT_SIGNATURE_TTL must be a whole number from 0 to 86400',
      ].join('\n'),
    );
  });

  it('needs no secrets when it does not listen, and then a worker to keep', () => {
    const { AGENT_TOKEN: _, AGENT_HMAC_SECRET: __, ...quiet } = { ...PROCESS, AGENT_PORT: '0' };
    expect(readAgentEnvironment(quiet).port).toBeNull();
    expect(() => readAgentEnvironment({ ...SYSTEMD, AGENT_PORT: '0' })).toThrow('nothing to do');
  });

  it.each(['vev-worker.service', 'vev-worker', 'vev@1.service', 'a.b.service'])('allows the service %s', (service) => {
    const { rules } = readAgentEnvironment({ ...SYSTEMD, AGENT_ALLOWED_SERVICE: service });
    expect(rules.allowedService).toBe(service);
  });

  it.each(['--now', 'reboot.target', 'a b.service', '../a.service', '.service'])('refuses %s', (service) => {
    expect(() => readAgentEnvironment({ ...SYSTEMD, AGENT_ALLOWED_SERVICE: service })).toThrow('service unit');
  });

  it('gives five seconds at least', () => {
    expect(readAgentEnvironment({ ...SYSTEMD, AGENT_SIGNATURE_TTL: '0' }).rules.signatureTtlSeconds).toBe(5);
  });

  it('is taken from a file as well', () => {
    writeFileSync(file, 'AGENT_TOKEN="a \\"b\\""\nAGENT_PORT=9000\n');
    const { rules, port } = readAgentEnvironment({ ...PROCESS, AGENT_ENV_FILE: file });
    expect([rules.token, port]).toEqual(['a "b"', 9000]);
  });

  it('is not the worker’s', () => {
    writeFileSync(file, 'WORKER_ID=17\n');
    expect(workerEnvironment(file, { ...PROCESS, PATH: '/bin', HOME: '/root', GHCR_TOKEN: 'g' })).toEqual({
      PATH: '/bin',
      HOME: '/root',
      WORKER_ID: '17',
    });
  });
});
