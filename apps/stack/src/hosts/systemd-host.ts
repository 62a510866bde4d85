import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endWithParent } from '@app/redis';
import type { HostNetwork } from './host-network.js';
import type { HostCommandResult, NetworkedHost } from './host.js';
import { runProgram } from './run-program.js';
import { copyTree } from './systemd-tree.js';

const BOOT_TIMEOUT_MS = 90_000;
const POWER_OFF_MS = 30_000;
const INSTALL_TIMEOUT_MS = 180_000;
const WORKER_UNIT = 'vev-worker.service';

export interface SystemdHostPlan {
  readonly name: string;
  /** In the network's range, such as 10.213.77.11. */
  readonly address: string;
  /** Its cable's number, from 1; another one for each host of a network. */
  readonly number: number;
  readonly network: HostNetwork;
  /** What `debianTree` answered. */
  readonly tree: string;
  /** Its own copy of the tree and its console's log lie here. */
  readonly directory: string;
  /** Of who is logged in: GHCR_USER and GHCR_TOKEN, for example. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * A Debian with its own systemd, process table and address, in `systemd-nspawn`: installing there makes real units.
 * Needs root; see `checkSystemdHosts`.
 */
export class SystemdHost implements NetworkedHost {
  readonly name: string;
  readonly address: string;
  private container: ChildProcess | null = null;
  /** The host's own init, as this machine numbers it. */
  private init: number | null = null;

  private constructor(private readonly plan: SystemdHostPlan) {
    this.name = plan.name;
    this.address = plan.address;
  }

  /** Copies the tree, in place of an earlier host in this directory, and boots it. */
  static async create(plan: SystemdHostPlan): Promise<SystemdHost> {
    const host = new SystemdHost(plan);
    await copyTree(plan.tree, host.root);
    writeFileSync(join(host.root, 'etc/hostname'), `${plan.name}\n`);
    await host.boot();
    return host;
  }

  async run(command: string): Promise<HostCommandResult> {
    return this.inside(`${command}\n`, INSTALL_TIMEOUT_MS);
  }

  async workerPid(): Promise<number | null> {
    if (this.init === null) return null;
    const { output } = await this.inside(
      `systemctl is-active --quiet ${WORKER_UNIT} && systemctl show -P MainPID ${WORKER_UNIT}\n`,
    );
    const pid = Number(output.trim());
    return pid > 0 ? outerPid(this.init, pid) : null;
  }

  async boot(): Promise<void> {
    if (this.container) return;
    const namespace = await this.plan.network.plugIn(this.plan.number, this.address);
    const node = process.execPath;
    mkdirSync(this.plan.directory, { recursive: true });
    const console = openSync(join(this.plan.directory, 'console.log'), 'a', 0o600);
    const args = ['-q', '-D', this.root, `--machine=${this.name}`, '--boot', '--register=no', '--keep-unit'];
    args.push(
      `--network-namespace-path=${namespace}`,
      '--console=pipe',
      '--resolv-conf=off',
      `--bind-ro=${node}:/usr/bin/node`,
    );
    const container = spawn('systemd-nspawn', args, { stdio: ['ignore', console, console], detached: true });
    closeSync(console);
    endWithParent(container);
    this.container = container;
    container.once('exit', () => {
      if (this.container !== container) return;
      this.container = null;
      this.init = null;
    });
    await this.untilBooted(container);
  }

  async shutdown(): Promise<void> {
    const { container } = this;
    if (!container) return;
    const gone = once(container, 'exit');
    await this.inside('systemctl poweroff\n').catch(() => undefined);
    const killer = setTimeout(() => container.kill('SIGKILL'), POWER_OFF_MS);
    await gone;
    clearTimeout(killer);
  }

  async stop(): Promise<void> {
    await this.shutdown();
    await this.plan.network.unplug(this.plan.number);
  }

  async cutNetwork(): Promise<void> {
    await this.plan.network.setCable(this.plan.number, 'down');
  }

  async restoreNetwork(): Promise<void> {
    await this.plan.network.setCable(this.plan.number, 'up');
  }

  private get root(): string {
    return join(this.plan.directory, 'root');
  }

  private async untilBooted(container: ChildProcess): Promise<void> {
    const until = performance.now() + BOOT_TIMEOUT_MS;
    while (performance.now() < until) {
      if (container.exitCode !== null) break;
      this.init = childOf(container.pid);
      const { output } =
        this.init === null ? { output: '' } : await this.inside('systemctl is-system-running; node --version\n');
      if (/^(running|degraded)\nv\d/.test(output)) return;
      if (/^(running|degraded)\n/.test(output))
        throw new Error(`This machine's Node does not run on ${this.name}: ${output.trim()}`);
      await wait(200);
    }
    throw new Error(`${this.name} did not boot; its console says why: ${join(this.plan.directory, 'console.log')}`);
  }

  /** Through a shell on the host; the text goes to its standard input, so no secret of it is in a list of processes. */
  private async inside(input: string, timeoutMs?: number): Promise<HostCommandResult> {
    if (this.init === null) return { code: 255, output: `${this.name} does not run` };
    const enter = ['-t', String(this.init), '-m', '-u', '-i', '-n', '-p', '--', '/bin/bash', '-s'];
    const environment = {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      LANG: 'C',
      ...this.plan.environment,
    };
    return runProgram('nsenter', enter, { input, environment, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  }
}

function childOf(pid: number | undefined): number | null {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return Number(children.find((child) => readFileSync(`/proc/${child}/comm`, 'utf8').trim() === 'systemd')) || null;
  } catch {
    return null; // not there yet
  }
}

/** The number that this machine has for process `inner` of the host whose init is `init`. */
function outerPid(init: number, inner: number): number | null {
  const space = readlinkSync(`/proc/${init}/ns/pid`);
  const found = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      if (readlinkSync(`/proc/${name}/ns/pid`) !== space) return false;
      const numbers = /^NSpid:\s+(.*)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]?.split(/\s+/);
      return Number(numbers?.at(-1)) === inner;
    } catch {
      return false; // it has ended meanwhile
    }
  });
  return found === undefined ? null : Number(found);
}
