import path from 'node:path';
import type { Environment } from './environment.js';
import { type Quirks, quirks } from './quirks.js';

/** The whole configuration, read once at boot. Also the injection token. */
export class SandboxConfig {
  readonly port: number;
  /** A stand-in is nobody's business but its machine's, unless somebody says so. */
  readonly bind: string;
  /** Absolute. */
  readonly dataDirectory: string;
  /** Without a slash at its end. */
  readonly appUrl: string;
  readonly appKey: string;
  readonly debug: boolean;
  readonly internal: { readonly token: string; readonly callsPerMinute: number };
  /** Null when address or token is missing: worker.env then says nothing of a control plane. */
  readonly controlPlane: { readonly baseUrl: string; readonly token: string } | null;
  readonly verifier: { readonly callsPerMinute: number; readonly heartbeatMinutes: number };
  readonly worker: {
    readonly registry: string;
    readonly image: string;
    readonly envPath: string;
    readonly bundleMinutes: number;
  };
  readonly agent: {
    readonly port: number;
    readonly token: string;
    readonly secret: string;
    readonly timeoutSeconds: number;
  };
  readonly chunks: {
    readonly leaseSeconds: number;
    readonly maxAttempts: number;
    readonly signedUrlSeconds: number;
    /** Pools by provider. */
    readonly preferredPools: ReadonlyMap<string, string>;
    readonly generatedPerMinute: number;
  };
  /** Directory of agent.mjs and worker.mjs, absolute; null when none is configured. */
  readonly hostFiles: string | null;
  /** Plain token that is made sure of at start; empty when none. */
  readonly verifierToken: string;
  readonly quirks: Quirks;

  constructor(environment: Environment) {
    this.port = environment.PORT;
    this.bind = environment.SANDBOX_BIND;
    this.dataDirectory = path.resolve(environment.DATA_DIR);
    this.appUrl = environment.APP_URL;
    this.appKey = environment.APP_KEY;
    this.debug = environment.APP_DEBUG;
    this.internal = {
      token: environment.GO_CONTROL_PLANE_INTERNAL_API_TOKEN.trim(),
      callsPerMinute: environment.GO_CONTROL_PLANE_INTERNAL_API_RATE_LIMIT_PER_MINUTE,
    };
    this.controlPlane = controlPlaneOf(environment);
    this.verifier = {
      callsPerMinute: environment.VERIFIER_API_RATE_PER_MINUTE,
      heartbeatMinutes: environment.VERIFIER_ENGINE_HEARTBEAT_MINUTES,
    };
    this.worker = {
      registry: environment.ENGINE_WORKER_REGISTRY,
      image: environment.ENGINE_WORKER_IMAGE,
      envPath: environment.ENGINE_WORKER_ENV_PATH,
      bundleMinutes: environment.ENGINE_WORKER_PROVISIONING_TTL_MINUTES,
    };
    this.agent = {
      port: environment.ENGINE_WORKER_AGENT_PORT,
      token: environment.ENGINE_SERVER_AGENT_TOKEN,
      secret: environment.ENGINE_SERVER_AGENT_HMAC_SECRET,
      timeoutSeconds: environment.ENGINE_SERVER_AGENT_TIMEOUT_SECONDS,
    };
    this.chunks = {
      leaseSeconds: environment.ENGINE_LEASE_SECONDS,
      maxAttempts: environment.ENGINE_MAX_ATTEMPTS,
      signedUrlSeconds: environment.ENGINE_SIGNED_URL_EXPIRY_SECONDS,
      preferredPools: poolsByProvider(environment.PROBE_PREFERRED_POOLS),
      generatedPerMinute: environment.SANDBOX_CHUNKS_PER_MINUTE,
    };
    this.hostFiles = environment.SANDBOX_HOST_FILES === '' ? null : path.resolve(environment.SANDBOX_HOST_FILES);
    this.verifierToken = environment.SANDBOX_VERIFIER_TOKEN;
    this.quirks = quirks(environment.SANDBOX_STRICT_QUIRKS);
  }
}

function controlPlaneOf(environment: Environment): SandboxConfig['controlPlane'] {
  const { GO_CONTROL_PLANE_BASE_URL: address, GO_CONTROL_PLANE_TOKEN: token } = environment;
  return address === '' || token === '' ? null : { baseUrl: address.replace(/\/+$/, ''), token };
}

/** `gmail:gmail-slow,yahoo:calm`; what has no colon is ignored. */
function poolsByProvider(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').map((entry) => entry.split(':', 2).map((part) => part.trim()));
  return new Map(
    pairs.flatMap(([provider, pool]) => (provider && pool ? [[provider.toLowerCase(), pool] as const] : [])),
  );
}
