import { readEnvironment } from '../config/environment.js';
import { SandboxConfig } from '../config/sandbox-config.js';

export const INTERNAL_TOKEN = 'internal-token-for-tests';
export const VERIFIER_TOKEN = '7|a-verifier-token-for-tests';
export const AGENT_TOKEN = 'agent-token-for-tests';
export const AGENT_SECRET = 'agent-secret-for-tests';

/** A complete environment: everything that bundles and commands need, no generated chunks, no throttle that matters. */
export function testEnvironment(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return {
    PORT: '0',
    APP_URL: 'http://127.0.0.1:9090',
    APP_KEY: 'a-key-for-tests-of-thirty-two-ch',
    GO_CONTROL_PLANE_INTERNAL_API_TOKEN: INTERNAL_TOKEN,
    GO_CONTROL_PLANE_INTERNAL_API_RATE_LIMIT_PER_MINUTE: '100000',
    VERIFIER_API_RATE_PER_MINUTE: '100000',
    GO_CONTROL_PLANE_BASE_URL: 'http://127.0.0.1:9091',
    GO_CONTROL_PLANE_TOKEN: 'control-plane-token-for-tests',
    ENGINE_WORKER_REGISTRY: 'ghcr.io',
    ENGINE_WORKER_IMAGE: 'ghcr.io/example/worker',
    ENGINE_WORKER_ENV_PATH: '/etc/vev/worker.env',
    ENGINE_SERVER_AGENT_TOKEN: AGENT_TOKEN,
    ENGINE_SERVER_AGENT_HMAC_SECRET: AGENT_SECRET,
    SANDBOX_VERIFIER_TOKEN: VERIFIER_TOKEN,
    SANDBOX_CHUNKS_PER_MINUTE: '0',
    ...more,
  };
}

/** The configuration of `testEnvironment`. */
export function testConfig(more: Readonly<Record<string, string>> = {}): SandboxConfig {
  const reading = readEnvironment(testEnvironment(more));
  if (reading.kind === 'invalid') throw new Error(JSON.stringify(reading.problems));
  return new SandboxConfig(reading.environment);
}
