import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Operation, ProvisioningBundle, RegisteredPool, ServerRow } from '@app/contracts';
import { startStack, type Stack } from '../../apps/stack/bin/stack.mjs';
import { openTestHosts, type Host, type TestHosts } from '../../apps/stack/bin/test-hosts.mjs';
import type { Hidden } from './evidence.js';
import { expect } from '@playwright/test';
import { OperatorApi } from './operator-api.js';
import { OPERATOR, type Target } from './target.js';

/** A host together with its record. */
export interface ProvisionedHost {
  readonly host: Host;
  readonly serverId: number;
}

/** Where things lie on a host, by its kind. */
interface Places {
  readonly workerEnv: string;
  readonly agentEnv: string;
  /** Everything that an installation may touch, as words of a shell. */
  readonly installed: string;
  /** Where a careless installation could leave a secret. */
  readonly searched: string;
}

/**
 * The stack and its two hosts. They outlive a test, as hosts do; a test that finds them bare, because one before it
 * failed, has them provisioned first.
 */
export class TwoHosts {
  readonly api: OperatorApi;
  readonly places: Places;

  private constructor(
    readonly stack: Stack,
    readonly hosts: TestHosts,
    /** What the hosts' people give to the installer. Nothing checks it; it must not be seen anywhere. */
    readonly registryToken: string,
    private readonly directory: string,
  ) {
    this.api = new OperatorApi(stack.url, stack.token, OPERATOR);
    this.places = PLACES[hosts.kind];
  }

  static async open({ hosts: kind, debianTree }: Extract<Target, { kind: 'stack' }>): Promise<TwoHosts> {
    const directory = await mkdtemp(path.join(tmpdir(), 'engine-room-regression-'));
    const registryToken = `registry-${randomBytes(12).toString('hex')}`;
    const environment = { GHCR_USER: 'registry-reader', GHCR_TOKEN: registryToken };
    const hosts = await openTestHosts({ kind, directory: path.join(directory, 'hosts'), debianTree, environment });
    try {
      const stack = await startStack({
        dataDirectory: path.join(directory, 'stack'),
        port: 0,
        workers: 4,
        scenario: 'calm',
        heartbeatSeconds: 3,
        laravel: 'sandbox',
        hosts: 0,
        announcedAddress: hosts.announcedAddress,
        // Silence is said early, so that a test need not wait for minutes.
        environment: { HEARTBEAT_TTL_SECONDS: '10', ALERT_HEARTBEAT_GRACE_SECONDS: '12' },
        sandboxEnvironment: {
          VERIFIER_ENGINE_HEARTBEAT_MINUTES: '1',
          GO_CONTROL_PLANE_INTERNAL_API_RATE_LIMIT_PER_MINUTE: '2000',
        },
      });
      return new TwoHosts(stack, hosts, registryToken, directory);
    } catch (error) {
      await hosts.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.hosts.close();
    await this.stack.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  get hidden(): Hidden {
    return [
      [this.stack.token, '…'],
      [this.registryToken, '…'],
      [path.join(this.directory, 'hosts', this.hosts.first.name), '<home of host 1>'],
      [path.join(this.directory, 'hosts', this.hosts.second.name), '<home of host 2>'],
      [this.directory, '<data>'],
    ];
  }

  /** The record of a host; null when it has none. */
  async serverOf({ address }: Host): Promise<ServerRow | null> {
    const servers = await this.api.get<readonly ServerRow[]>('/api/servers?limit=200');
    return servers.find(({ ip_address }) => ip_address === address) ?? null;
  }

  async server(id: number): Promise<ServerRow> {
    return this.api.get<ServerRow>(`/api/servers/${id}`);
  }

  /** A record without an installation. */
  async registered(host: Host): Promise<ProvisionedHost> {
    const known = await this.serverOf(host);
    if (known !== null) return { host, serverId: known.id };
    const { id } = await this.api.post<ServerRow>('/api/servers', {
      name: host.name,
      ip_address: host.address,
      environment: 'regression',
      process_control_mode: 'agent_systemd',
      agent_enabled: true,
      agent_base_url: `http://${host.address}:9713`,
    });
    return { host, serverId: id };
  }

  /** A host whose worker runs and is heard; made so if it is not. */
  async provisioned(host: Host): Promise<ProvisionedHost> {
    const { serverId } = await this.registered(host);
    if ((await host.workerPid()) === null) {
      const route = `/api/servers/${serverId}/provisioning-bundles`;
      const { install_command: line } = await this.api.post<ProvisioningBundle>(route);
      const { code, output } = await host.run(line ?? 'false');
      if (code !== 0) throw new Error(`${host.name} could not be installed (code ${code}): ${output.slice(-500)}`);
    }
    await expect.poll(async () => (await this.server(serverId)).runtime.state, PATIENTLY).toBe('matched');
    return { host, serverId };
  }

  /**
   * Lets the worker report every other second instead of twice a minute, as somebody would who edits its environment
   * on the host and restarts it.
   */
  async quicken({ host, serverId }: ProvisionedHost): Promise<void> {
    const file = this.places.workerEnv;
    const lines = 'HEARTBEAT_INTERVAL_SECONDS=2\\nPOLL_INTERVAL_SECONDS=1\\n';
    const { code } = await host.run(
      `grep -qs ^HEARTBEAT_INTERVAL "${file}" || { printf '${lines}' >>"${file}"; exit 9; }`,
    );
    if (code === 0) return;
    if (code !== 9) throw new Error(`The worker's environment on ${host.name} could not be edited`);
    const { id } = await this.api.post<Operation>(`/api/servers/${serverId}/commands`, { action: 'restart' });
    const state = async () => (await this.api.get<Operation>(`/api/servers/${serverId}/commands/${id}`)).state;
    await expect.poll(state, PATIENTLY).toBe('succeeded');
    await expect.poll(async () => (await this.server(serverId)).runtime.presence, PATIENTLY).toBe('live');
  }

  /** A second pool to choose, since a new registry has one alone. */
  async secondPool(): Promise<RegisteredPool> {
    const pools = await this.api.get<readonly RegisteredPool[]>('/api/pool-registry');
    const known = pools.find(({ slug }) => slug === SECOND_POOL.slug);
    return known ?? this.api.post<RegisteredPool>('/api/pool-registry', SECOND_POOL);
  }

  /** What the stand-in of Laravel does for tests alone: `expire-bundle`, `revoke-tokens`. */
  async hook(serverId: number, name: 'expire-bundle' | 'revoke-tokens'): Promise<void> {
    const { sandbox } = this.stack;
    if (sandbox === null) throw new Error('the stack has no stand-in of Laravel');
    const response = await fetch(`${sandbox.url}/sandbox/servers/${serverId}/${name}`, {
      method: 'POST',
      headers: { 'X-Internal-Token': sandbox.internalToken, Accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`${name} answered ${response.status}`);
  }

  /** The process id of the host's worker. @throws Error when none runs */
  async mustRun(host: Host): Promise<number> {
    const pid = await host.workerPid();
    if (pid === null) throw new Error(`no worker runs on ${host.name}`);
    return pid;
  }

  /** One digest of everything that an installation may touch on a host. */
  async fingerprint(host: Host): Promise<string> {
    const files = `find ${this.places.installed} -type f ! -name '*.log' 2>/dev/null | sort`;
    const { output } = await host.run(`${files} | xargs -r sha256sum | sha256sum | cut -c1-16`);
    return output.trim();
  }

  /** What is secret on a host, by name. */
  async secretsOn(host: Host): Promise<Map<string, string>> {
    const { workerEnv, agentEnv } = this.places;
    const keys = 'ENGINE_API_TOKEN|CONTROL_PLANE_TOKEN|AGENT_TOKEN|AGENT_HMAC_SECRET';
    const { output } = await host.run(`grep -hE '^(${keys})=' "${workerEnv}" "${agentEnv}"`);
    const found = output
      .trim()
      .split('\n')
      .map((line) => line.split(/=(.*)/s) as [string, string]);
    const plain = found.map(([key, value]) => [key, value.replace(/^(["'])(.*)\1$/, '$2')] as const);
    return new Map([...plain, ['GHCR_TOKEN', this.registryToken]]);
  }

  /** Which recent files everybody on the host may read although a secret is in them. */
  async readableByAll(host: Host, secrets: readonly string[]): Promise<readonly string[]> {
    const files = `find ${this.places.searched} -xdev -type f -perm -o=r -mmin -10 2>/dev/null`;
    // by a handle, not as an argument: this must not itself put them on a command line
    const { output } = await host.run(
      `${files} | xargs -r grep -lF -f /dev/fd/3 3<<'SECRETS'\n${secrets.join('\n')}\nSECRETS`,
    );
    return output.split('\n').filter((line) => line !== '');
  }
}

const SECOND_POOL = {
  slug: 'checked-pool',
  name: 'Checked pool',
  is_active: true,
  provider_profiles: { generic: 'standard', gmail: 'standard', microsoft: 'standard', yahoo: 'standard' },
};

const PATIENTLY = { timeout: 40_000 };

const PLACES: Readonly<Record<TestHosts['kind'], Places>> = {
  process: {
    workerEnv: '$VEV_HOME/worker.env',
    agentEnv: '$VEV_HOME/agent.env',
    installed: '"$VEV_HOME"',
    searched: '"$VEV_HOME"',
  },
  systemd: {
    workerEnv: '/etc/valid-email/worker.env',
    agentEnv: '/etc/vev/worker-agent.env',
    installed: '/etc/valid-email /etc/vev /etc/systemd/system /usr/local/bin /usr/local/lib/vev',
    searched: '/etc /usr/local /root /home /tmp /var /run',
  },
};
