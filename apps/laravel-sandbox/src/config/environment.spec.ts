import { describeProblems } from '@app/service';
import { readEnvironment } from './environment.js';
import { SandboxConfig } from './sandbox-config.js';

const read = (variables: Readonly<Record<string, string>>) => {
  const reading = readEnvironment({ APP_KEY: 'a key of sixteen', ...variables });
  if (reading.kind === 'invalid') throw new Error(describeProblems(reading.problems));
  return new SandboxConfig(reading.environment);
};

describe('the environment', () => {
  it('has the defaults of the application', () => {
    expect(read({})).toMatchObject({
      internal: { token: '', callsPerMinute: 240 },
      verifier: { callsPerMinute: 120, heartbeatMinutes: 5 },
      agent: { port: 9713, timeoutSeconds: 8 },
      chunks: { leaseSeconds: 600, maxAttempts: 3, signedUrlSeconds: 300 },
      controlPlane: null,
      hostFiles: null,
      quirks: { slashBreaksSignature: false },
    });
  });

  it('is clamped where the application clamps', () => {
    expect(read({ ENGINE_WORKER_AGENT_PORT: '99999', ENGINE_SERVER_AGENT_TIMEOUT_SECONDS: '1' }).agent).toMatchObject({
      port: 65_535,
      timeoutSeconds: 2,
    });
  });

  it('reports everything that is wrong with it, and no secret', () => {
    const reading = readEnvironment({
      PORT: 'x',
      APP_URL: 'host',
      APP_KEY: 'short',
      SANDBOX_VERIFIER_TOKEN: 'my-secret',
    });
    const text = reading.kind === 'invalid' ? describeProblems(reading.problems) : '';
    for (const key of ['PORT', 'APP_URL', 'APP_KEY', 'SANDBOX_VERIFIER_TOKEN']) expect(text).toContain(key);
    for (const secret of ['my-secret', 'short']) expect(text).not.toContain(secret);
  });

  it('knows pools by provider', () => {
    const { preferredPools } = read({ PROBE_PREFERRED_POOLS: 'gmail:gmail-slow, Yahoo : calm,x' }).chunks;
    expect([...preferredPools]).toEqual([
      ['gmail', 'gmail-slow'],
      ['yahoo', 'calm'],
    ]);
  });
});
