import { join } from 'node:path';
import { ownEnvironment } from './config/stack-environment.js';
import type { DataDirectory } from './data-directory.js';
import { entryOf, ROOT } from './repository.js';
import type { ManagedProcess, ProcessPlan } from './supervised-process.js';

/** Where the two programs are that a bundle installs. */
const HOST_FILES = join(ROOT, 'dist', 'host');

/** The stand-in of Laravel, as the stack knows it. */
export interface Sandbox {
  /** Without a slash at the end. */
  readonly url: string;
  readonly internalToken: string;
  readonly process: ManagedProcess;
}

/** Where the sandbox is and what opens it. All secrets are made at random once and kept in the data directory. */
export interface SandboxAccess {
  readonly url: string;
  /** The address it listens on, and no other. */
  readonly address: string;
  readonly port: number;
  readonly internalToken: string;
  readonly verifierToken: string;
}

/** @param address where hosts find it: signed links work through this one origin only */
export function sandboxAccess(data: DataDirectory, address: string, port: number): SandboxAccess {
  return {
    url: `http://${address}:${port}`,
    address,
    port,
    internalToken: data.secret('laravel-internal-token'),
    verifierToken: `1|${data.secret('laravel-verifier-token')}`,
  };
}

/** What tells the control plane where Laravel is: the four keys that a real one needs. */
export function laravelEnvironment({ url, internalToken, verifierToken }: SandboxAccess): Record<string, string> {
  return {
    LARAVEL_API_BASE_URL: url,
    LARAVEL_VERIFIER_TOKEN: verifierToken,
    LARAVEL_INTERNAL_API_BASE_URL: url,
    LARAVEL_INTERNAL_API_TOKEN: internalToken,
  };
}

/** A control plane that knows no Laravel, whatever the terminal's environment says. */
export const NO_LARAVEL: Readonly<Record<string, string>> = {
  LARAVEL_API_BASE_URL: '',
  LARAVEL_VERIFIER_TOKEN: '',
  LARAVEL_INTERNAL_API_BASE_URL: '',
  LARAVEL_INTERNAL_API_TOKEN: '',
};

/**
 * How the sandbox is started.
 * @param controlPlane what it writes into the environment of the workers it provisions
 */
export function sandboxPlan(
  data: DataDirectory,
  access: SandboxAccess,
  controlPlane: { readonly url: string; readonly workerToken: string },
  further: Readonly<Record<string, string>>,
): ProcessPlan {
  return {
    name: 'Laravel sandbox',
    script: entryOf('laravel-sandbox'),
    environment: {
      ...ownEnvironment(),
      PORT: String(access.port),
      DATA_DIR: data.sandbox,
      APP_URL: access.url,
      APP_KEY: data.secret('laravel-app-key'),
      GO_CONTROL_PLANE_INTERNAL_API_TOKEN: access.internalToken,
      GO_CONTROL_PLANE_BASE_URL: controlPlane.url,
      GO_CONTROL_PLANE_TOKEN: controlPlane.workerToken,
      ENGINE_WORKER_REGISTRY: 'registry.example.test',
      ENGINE_WORKER_IMAGE: 'registry.example.test/verifier/worker:stable',
      ENGINE_WORKER_ENV_PATH: '/etc/valid-email/worker.env',
      ENGINE_SERVER_AGENT_TOKEN: data.secret('agent-token'),
      ENGINE_SERVER_AGENT_HMAC_SECRET: data.secret('agent-secret'),
      VERIFIER_API_RATE_PER_MINUTE: '1200', // the usual 120 are for the whole fleet, and this one is impatient
      SANDBOX_BIND: access.address,
      SANDBOX_HOST_FILES: HOST_FILES,
      SANDBOX_VERIFIER_TOKEN: access.verifierToken,
      ...further,
    },
    directory: ROOT,
    logFile: data.log('laravel-sandbox'),
    stopGraceMs: 10_000,
  };
}
