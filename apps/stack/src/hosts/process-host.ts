import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Host, HostCommandResult } from './host.js';
import { mustRun, runProgram } from './run-program.js';
import { shutDownWithParent } from './shut-down-with-parent.js';

const INSTALL_TIMEOUT_MS = 180_000;
/** Agent and worker have ten seconds each to end by themselves. */
const SHUTDOWN_TIMEOUT_MS = 40_000;

export interface ProcessHostPlan {
  readonly name: string;
  /** A loopback address of its own, such as 127.0.0.11. Linux has all of 127.0.0.0/8; elsewhere it must be added. */
  readonly address: string;
  /** What is installed lies here and outlives `stop`. Its path has letters, digits, dots, dashes and slashes only. */
  readonly directory: string;
  /** Of who is logged in: GHCR_USER and GHCR_TOKEN, for example. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * A host that is a directory and an address of this machine: no root, no container, real processes. The installer
 * finds no systemd there and lets the agent keep the worker. Nothing of it outlives the process that made it.
 */
export class ProcessHost implements Host {
  readonly name: string;
  readonly address: string;
  private readonly home: string;
  private endWatch: (() => void) | null = null;

  constructor(private readonly plan: ProcessHostPlan) {
    this.name = plan.name;
    this.address = plan.address;
    this.home = resolve(plan.directory);
    mkdirSync(this.home, { recursive: true, mode: 0o700 });
  }

  run(command: string): Promise<HostCommandResult> {
    this.startWatch();
    return runProgram('/bin/bash', ['-s'], {
      input: `${command}\n`,
      environment: { ...this.environment, ...this.plan.environment },
      directory: this.home,
      timeoutMs: INSTALL_TIMEOUT_MS,
    });
  }

  async workerPid(): Promise<number | null> {
    if (!this.isInstalled) return null;
    const { code, output } = await runProgram(this.program, ['status'], { environment: this.environment });
    const pid = /^running (\d+)/.exec(output)?.[1];
    return code === 0 && pid !== undefined ? Number(pid) : null;
  }

  async boot(): Promise<void> {
    if (!this.isInstalled) return;
    this.startWatch();
    await mustRun(this.program, ['boot'], { environment: this.environment, timeoutMs: SHUTDOWN_TIMEOUT_MS });
  }

  async shutdown(): Promise<void> {
    if (!this.isInstalled) return;
    await mustRun(this.program, ['shutdown'], { environment: this.environment, timeoutMs: SHUTDOWN_TIMEOUT_MS });
  }

  async stop(): Promise<void> {
    await this.shutdown();
    this.endWatch?.();
    this.endWatch = null;
  }

  private get program(): string {
    return join(this.home, 'bin/vev-host');
  }

  /** An interrupted installation may have left half of it. */
  private get isInstalled(): boolean {
    return ['bin/vev-host', 'bin/agent.mjs', 'agent.env'].every((file) => existsSync(join(this.home, file)));
  }

  private get environment(): NodeJS.ProcessEnv {
    return {
      PATH: searchPath(),
      HOME: this.home,
      VEV_HOME: this.home,
      VEV_INSTALL_MODE: 'process',
      VEV_AGENT_BIND: this.address,
    };
  }

  /** Agent and worker are detached from us, as on a real host. */
  private startWatch(): void {
    this.endWatch ??= shutDownWithParent(this.program, this.environment);
  }
}

/** With the Node that runs this first: it is new enough, whatever else is installed. */
function searchPath(): string {
  const usual = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  return `${join(process.execPath, '..')}:/opt/homebrew/bin:${usual}`;
}
