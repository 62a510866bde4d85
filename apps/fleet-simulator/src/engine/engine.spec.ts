import type { HeartbeatRequest } from '@app/contracts';
import { readEngineEnvironment } from '../config/engine-environment.js';
import type { ControlPlane } from '../control-plane-client.js';
import { CallFailed } from '../http-call.js';
import { Engine } from './engine.js';
import { EnginePolicies } from './engine-policies.js';
import type { ClaimedChunk, Laravel } from './laravel-client.js';
import { SimulatedMailServers } from './mail/simulated-mail-servers.js';

const CHUNK: ClaimedChunk = {
  chunkId: 'c1',
  jobId: 'j1',
  stage: 'smtp_probe',
  provider: 'generic',
  preferredPool: '',
  retryAttempt: 0,
  lastWorkerIds: [],
};
const POLICY = { data: { enhanced_mode_enabled: true, policies: { enhanced: { enabled: true } } } };

/** A worker among fakes: what it said, and what the test makes others answer. */
function workerAmong(fakes: { readonly laravel?: Partial<Laravel>; readonly controlPlane?: Partial<ControlPlane> }) {
  const stopping = new AbortController();
  const said: string[] = [];
  const failures: unknown[] = [];
  const laravel: Laravel = {
    heartbeat: () => Promise.resolve({ heloName: '', mailFrom: '' }),
    policy: () => Promise.resolve(POLICY),
    policyPayload: () => Promise.resolve(null),
    claimNext: () => Promise.resolve(null),
    chunkDetails: () => Promise.resolve(),
    inputUrl: () => Promise.resolve('input'),
    outputTargets: () =>
      Promise.resolve({
        disk: 'local',
        targets: { valid: { key: 'v', url: '' }, invalid: { key: 'i', url: '' }, risky: { key: 'r', url: '' } },
      }),
    complete: () => Promise.resolve(),
    fail: (...failure) => Promise.resolve(void failures.push(failure)),
    log: () => Promise.resolve(),
    download: () => Promise.resolve('email\na@alpha.test\nb@alpha.test\n'),
    upload: () => Promise.resolve(),
    ...fakes.laravel,
  };
  const controlPlane: ControlPlane = {
    beat: () => Promise.resolve({ desired_state: 'running' }),
    policies: () => Promise.resolve({ data: {} }),
    ...fakes.controlPlane,
  };
  const environment = {
    ...readEngineEnvironment({
      ENGINE_API_BASE_URL: 'http://laravel.test',
      ENGINE_API_TOKEN: 'x',
      ENGINE_SERVER_IP: '198.51.100.71',
      CONTROL_PLANE_BASE_URL: 'http://control-plane.test',
      CONTROL_PLANE_TOKEN: 'x',
      MAIL_FROM_ADDRESS: 'probe@verifier.test',
      SIMULATED_MS_PER_ADDRESS: '0',
    }),
    heartbeatIntervalMs: 5,
    pollIntervalMs: 5,
    policyRefreshMs: 10,
  };
  const log = (msg: string) => void said.push(msg);
  const policies = new EnginePolicies(environment, laravel, controlPlane, log);
  const mailServers = new SimulatedMailServers();
  const { signal: stopped } = stopping;
  const engine = new Engine({ environment, laravel, controlPlane, policies, mailServers, stopped, log });
  return { run: () => engine.run(), stop: () => stopping.abort(), said, failures };
}

/** One chunk, then none. */
function oneChunk(): Laravel['claimNext'] {
  const chunks = [CHUNK];
  return () => Promise.resolve(chunks.shift() ?? null);
}

describe('a worker', () => {
  it('loses no count of a chunk that ends while it waits for an answer', async () => {
    const beats: HeartbeatRequest[] = [];
    let completed = false;
    const afterCompletion = async () => {
      while (!completed) await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setTimeout(resolve, 5)); // its rows are counted after its completion
    };
    let polls = 0;
    const worker = workerAmong({
      laravel: {
        claimNext: oneChunk(),
        complete: () => Promise.resolve(void (completed = true)),
        upload: () => new Promise((resolve) => setTimeout(resolve, 10)),
      },
      controlPlane: {
        policies: async () => {
          polls += 1;
          if (polls > 1) await afterCompletion();
          return { data: {} };
        },
        beat: (body) => {
          beats.push(body);
          if (polls > 2) worker.stop();
          return Promise.resolve({ desired_state: 'running' });
        },
      },
    });
    await worker.run();
    expect(beats.at(-1)?.stage_metrics?.smtp_probe?.processed).toBe(2);
  });

  it('says that a chunk failed, counts it, and goes on', async () => {
    const worker = workerAmong({
      laravel: {
        claimNext: oneChunk(),
        download: () => Promise.reject(new CallFailed('status 500', 500)),
        fail: (...failure) => {
          worker.failures.push(failure);
          worker.stop();
          return Promise.resolve();
        },
      },
    });
    await worker.run();
    expect(worker.failures).toEqual([['c1', 'status 500', true]]);
  });

  it('does not give a chunk back whose file can never be read', async () => {
    const worker = workerAmong({
      laravel: {
        claimNext: oneChunk(),
        download: () => Promise.resolve(`a@b.test\n${'x'.repeat(1_048_577)}`),
        fail: (...failure) => {
          worker.failures.push(failure);
          worker.stop();
          return Promise.resolve();
        },
      },
    });
    await worker.run();
    expect(worker.failures).toEqual([['c1', 'A line is too long', false]]);
  });

  it('tells the same problem once, however often it meets it', async () => {
    let claims = 0;
    const worker = workerAmong({
      laravel: {
        claimNext: () => {
          claims += 1;
          if (claims === 5) worker.stop();
          return Promise.reject(new CallFailed('status 401', 401));
        },
      },
    });
    await worker.run();
    expect(worker.said.filter((msg) => msg === 'claim was not answered')).toHaveLength(1);
  });
});
