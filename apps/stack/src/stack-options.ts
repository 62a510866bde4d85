import type { RedisProcess } from '@app/redis';
import type { DemoHosts } from './hosts/demo-hosts.js';
import type { Progress } from './progress.js';
import type { Sandbox } from './sandbox.js';
import type { ManagedProcess } from './supervised-process.js';

export interface StackOptions {
  /** Redis' files, the tokens, the hosts and the logs. A second stack with the same directory is refused. */
  readonly dataDirectory: string;
  /** The control plane's port, or the next free one; 0 for any free one. */
  readonly port: number;
  readonly workers: number;
  /** Name of a built-in scenario of the fleet simulator, or a file. */
  readonly scenario: string;
  readonly heartbeatSeconds: number;
  /**
   * `sandbox`: the stand-in of Laravel is started; `configured`: the environment names a Laravel; `none`: the control
   * plane runs without one.
   */
  readonly laravel: 'sandbox' | 'configured' | 'none';
  /** How many hosts with agent and worker are provisioned through the sandbox. */
  readonly hosts: number;
  /**
   * Under which address the programs on hosts reach control plane and sandbox: one of this machine's that the hosts
   * see. This machine alone (127.0.0.1) when absent.
   */
  readonly announcedAddress?: string;
  /** A Redis that is there already. A private one is started when absent. */
  readonly redisAddress?: string | null;
  /** One made at random and kept in the data directory when absent. */
  readonly token?: string | null;
  /** Further keys for the control plane. CONTROL_PLANE_WORKER_TOKEN is made at random and kept like the token. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Further keys for the sandbox. */
  readonly sandboxEnvironment?: Readonly<Record<string, string>>;
  /** What the person at the terminal should know. */
  readonly report?: (line: string) => void;
  readonly progress?: Progress;
  /** Gives up the start when it aborts. It does not stop a stack that has started. */
  readonly signal?: AbortSignal;
  /** Something died too often to be started again; the stack is still to be stopped. */
  readonly onGivenUp?: (because: string) => void;
}

/** A running stack. */
export interface Stack {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly token: string;
  readonly dataDirectory: string;
  /** Null when the Redis is somebody else's. */
  readonly redis: RedisProcess | null;
  readonly controlPlane: ManagedProcess;
  /** Null when there is none. */
  readonly sandbox: Sandbox | null;
  /** Null when there are none. */
  readonly hosts: DemoHosts | null;
  /** Null when there are no workers. */
  readonly fleet: ManagedProcess | null;
  /** Waits until the control plane is ready, for instance after a restart. @throws Error if it is not within a minute */
  untilReady(): Promise<void>;
  /** Stops everything gently and in order. */
  stop(): Promise<void>;
  /** Kills everything at once. */
  kill(): Promise<void>;
}
