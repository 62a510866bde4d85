import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ProvisioningBundle, ServerRow } from '@app/contracts';
import { ForPeople } from '../for-people.js';
import { callOperator, type OperatorAccess } from '../operator-call.js';
import type { Host } from './host.js';
import { ProcessHost } from './process-host.js';

const AGENT_PORT = 9713;

/** One host of the demonstration. */
export interface DemoHost {
  readonly host: Host;
  readonly serverId: number;
}

/**
 * The demonstration's hosts: registered and provisioned as an operator would, through the control plane's API and the
 * printed install command; agent and worker on them are real processes. What is installed outlives the stack, and is
 * installed anew only when it would talk to another address than today's.
 */
export class DemoHosts {
  private readonly hosts: readonly ProcessHost[];
  private registered: readonly DemoHost[] = [];

  /** @param directory what the hosts have on their disks lies below it */
  constructor(
    private readonly directory: string,
    count: number,
    private readonly controlPlane: OperatorAccess & { readonly workerToken: string },
    private readonly laravel: { readonly url: string },
  ) {
    this.hosts = Array.from({ length: count }, (_, index) => {
      const name = `demo-host-${index + 1}`;
      const address = addressOf(directory, index);
      // The stand-in's registry takes any credentials; a real one asks for its own.
      const environment = { GHCR_USER: 'demo', GHCR_TOKEN: 'demo' };
      return new ProcessHost({ name, address, directory: this.disk(name), environment });
    });
  }

  get list(): readonly DemoHost[] {
    return this.registered;
  }

  /** @throws ForPeople when a host cannot be provisioned; Error when the control plane refuses */
  async start(signal: AbortSignal): Promise<void> {
    const known = await callOperator<readonly ServerRow[]>(this.controlPlane, 'GET', '/api/servers', { signal });
    const started: DemoHost[] = [];
    for (const host of this.hosts) {
      const server = known.find(({ ip_address }) => ip_address === host.address) ?? (await this.register(host, signal));
      if (this.isCurrent(host, server.id)) await host.boot();
      else await this.provision(host, server.id, signal);
      started.push({ host, serverId: server.id });
    }
    this.registered = started;
  }

  async stop(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.stop()));
  }

  /** The same: agent and worker have no more patience than a few seconds. */
  kill(): Promise<void> {
    return this.stop();
  }

  private register({ name, address }: Host, signal: AbortSignal): Promise<ServerRow> {
    const body = {
      name,
      ip_address: address,
      environment: 'demo',
      region: 'loopback',
      helo_name: `${name}.example.test`,
      mail_from_address: 'probe@example.test',
      process_control_mode: 'agent_systemd',
      agent_enabled: true,
      agent_base_url: `http://${address}:${AGENT_PORT}`,
    };
    return callOperator<ServerRow>(this.controlPlane, 'POST', '/api/servers', { body, signal });
  }

  private async provision(host: ProcessHost, serverId: number, signal: AbortSignal): Promise<void> {
    const route = `/api/servers/${serverId}/provisioning-bundles`;
    const bundle = await callOperator<ProvisioningBundle>(this.controlPlane, 'POST', route, { body: {}, signal });
    if (bundle.install_command === null) throw new ForPeople(`The bundle for ${host.name} has no install command.`);
    const { code, output } = await host.run(bundle.install_command);
    if (code !== 0) throw new ForPeople(`${host.name} could not be installed (code ${code}):\n${output.trim()}`);
  }

  /** Whether what is installed there is of this server and talks to today's addresses. */
  private isCurrent({ name }: Host, serverId: number): boolean {
    const file = join(this.disk(name), 'worker.env');
    if (!existsSync(file)) return false;
    const lines = new Set(readFileSync(file, 'utf8').split('\n'));
    const wanted = [
      `WORKER_ID=${serverId}`,
      `ENGINE_API_BASE_URL=${this.laravel.url}`,
      `CONTROL_PLANE_BASE_URL=${this.controlPlane.url}`,
      `CONTROL_PLANE_TOKEN=${this.controlPlane.workerToken}`,
    ];
    return wanted.every((line) => lines.has(line));
  }

  private disk(name: string): string {
    return join(this.directory, name);
  }
}

/**
 * A loopback address that stays the same for a directory: two stacks on one machine have agents on the same port, and
 * so need other addresses.
 */
export function addressOf(directory: string, index: number): string {
  const [second = 0, third = 0] = createHash('sha256').update(resolve(directory)).digest();
  return `127.${1 + (second % 254)}.${third}.${11 + index}`;
}
