/** How a command on a host ended. */
export interface HostCommandResult {
  readonly code: number;
  /** What it wrote to both streams, in the order it came. */
  readonly output: string;
}

/** A worker's host for demonstrations and tests: what one does to a rented server, one can do to it. */
export interface Host {
  readonly name: string;
  /** The address under which its agent is reached, and from which a server record is made. */
  readonly address: string;
  /** Runs a line as somebody who is logged in there, such as the printed installation command. */
  run(command: string): Promise<HostCommandResult>;
  /** The worker's process as this machine numbers it, so that `process.kill(pid, 0)` tells; null when none runs. */
  workerPid(): Promise<number | null>;
  /** Starts what is installed, as at boot. Does nothing when nothing is installed. */
  boot(): Promise<void>;
  /** Ends everything that runs there, as at shutdown; what is installed stays. */
  shutdown(): Promise<void>;
  /** Shuts down and gives back what the host took of this machine; its directory stays. */
  stop(): Promise<void>;
}

/** A host whose cable can be pulled. */
export interface NetworkedHost extends Host {
  cutNetwork(): Promise<void>;
  restoreNetwork(): Promise<void>;
}
