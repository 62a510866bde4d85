/** A program to download: a signed link, and what its bytes must hash to. */
export interface InstallDownload {
  readonly url: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What is baked into an installer (contract, section 5.5). Secrets are in it: so is the text made of it. */
export interface InstallFacts {
  /** ENGINE_WORKER_REGISTRY and ENGINE_WORKER_IMAGE: told to whoever reads the output; nothing is pulled. */
  readonly registry: string;
  readonly image: string;
  /** ENGINE_WORKER_ENV_PATH, absolute: where the worker's environment lies on a host with systemd. */
  readonly envPath: string;
  /** The bundle's `worker.env` as it is served (section 5.4). */
  readonly workerEnv: string;
  /** Null: no agent is wanted (mode `control_plane_only`, or disabled), only a supervised worker. */
  readonly agent: {
    readonly token: string;
    readonly secret: string;
    readonly signatureTtlSeconds: number;
    readonly port: number;
  } | null;
  readonly units: {
    /** The server's `agent_service_name`, default `vev-worker.service`. The agent is told it as it is written here. */
    readonly worker: string;
    /** Usually `vev-worker-agent.service`. */
    readonly agent: string;
  };
  readonly downloads: { readonly agent: InstallDownload; readonly worker: InstallDownload };
  /** Where the installer reports its stages; null when nobody listens. */
  readonly stagesUrl: string | null;
  /** As Docker names it; `unless-stopped` and `always` mean the same to systemd. */
  readonly restartPolicy: 'no' | 'on-failure' | 'always' | 'unless-stopped';
  /** Null is no limit. `memory` and `cpus` as Docker takes them: `512m`, `1.5`. */
  readonly limits: { readonly memory: string | null; readonly cpus: string | null; readonly pids: number };
}
