import { createHash } from 'node:crypto';
import type { SandboxConfig } from '../config/sandbox-config.js';
import type { BundleRow, EngineServerRow } from '../database/rows.js';
import { installScript } from '../provisioning/install-script.js';
import { wantsAgent } from './bundle-config.js';
import { bundleLink } from './bundle-record.js';
import { workerEnv } from './worker-env.js';

export interface BundleTextFacts {
  readonly bundle: Pick<BundleRow, 'bundleUuid' | 'expiresAt'>;
  readonly server: EngineServerRow;
  /** Plain. */
  readonly token: string;
  readonly identityDomain: string | null;
  readonly poolSlug: string;
  readonly programs: { readonly agent: Buffer; readonly worker: Buffer };
}

// What Laravel's configuration says unless it is changed (contract 5.5).
const AGENT_UNIT = 'vev-worker-agent.service';
const SIGNATURE_TTL_SECONDS = 60;
const PIDS = 256;

/** The texts of `worker.env` and `install.sh`. Both hold secrets. */
export function bundleTexts(
  facts: BundleTextFacts,
  config: SandboxConfig,
): { readonly env: string; readonly script: string } {
  const env = workerEnv({ ...facts, appUrl: config.appUrl, controlPlane: config.controlPlane });
  const link = (file: string) => bundleLink(facts.bundle, file, config);
  const { token, secret } = config.agent;
  const script = installScript({
    registry: config.worker.registry,
    image: config.worker.image,
    envPath: config.worker.envPath,
    workerEnv: env,
    agent: wantsAgent(facts.server)
      ? { token, secret, signatureTtlSeconds: SIGNATURE_TTL_SECONDS, port: config.agent.port }
      : null,
    units: { worker: facts.server.agentServiceName, agent: AGENT_UNIT },
    downloads: {
      agent: { url: link('agent.mjs'), sha256: sha256(facts.programs.agent) },
      worker: { url: link('worker.mjs'), sha256: sha256(facts.programs.worker) },
    },
    stagesUrl: link('stages'),
    restartPolicy: 'unless-stopped',
    limits: { memory: null, cpus: null, pids: PIDS },
  });
  return { env, script };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
