import type { InstallFacts } from '../install-facts.js';

/** Facts of an imagined server, with what a test wants otherwise. */
export function installFacts(wish: Partial<InstallFacts> = {}): InstallFacts {
  return {
    registry: 'registry.sample.test',
    image: 'worker:stable',
    envPath: '/etc/valid-email/worker.env',
    workerEnv: workerEnv(),
    agent: { token: 'agent-token', secret: 'agent-secret', signatureTtlSeconds: 60, port: 9713 },
    units: { worker: 'vev-worker.service', agent: 'vev-worker-agent.service' },
    downloads: {
      agent: { url: 'http://app.sample.test/agent.mjs?expires=1&signature=ab', sha256: 'a'.repeat(64) },
      worker: { url: 'http://app.sample.test/worker.mjs?expires=1&signature=cd', sha256: 'b'.repeat(64) },
    },
    stagesUrl: 'http://app.sample.test/stages?expires=1&signature=ef',
    restartPolicy: 'unless-stopped',
    limits: { memory: null, cpus: null, pids: 256 },
    ...wish,
  };
}

export function workerEnv(wish: Readonly<Record<string, string>> = {}): string {
  const entries = {
    ENGINE_API_BASE_URL: 'http://app.sample.test',
    ENGINE_API_TOKEN: '12|worker-token',
    ENGINE_SERVER_IP: '127.0.0.1',
    ENGINE_SERVER_NAME: 'probe-ams-2',
    WORKER_ID: '17',
    WORKER_POOL: 'default',
    ...wish,
  };
  return Object.entries(entries)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
