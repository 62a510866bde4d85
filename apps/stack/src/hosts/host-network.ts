import { mustRun, runProgram } from './run-program.js';

const PREFIX_BITS = 24;

export interface HostNetworkPlan {
  /** Up to eight letters: it begins the names of the bridge, the links and the namespaces. */
  readonly name: string;
  /** This machine's address in it, such as 10.213.77.1; hosts have others of the same 24 bits. */
  readonly address: string;
}

/** A private network of this machine and its hosts: one bridge, and a cable to each host. Needs root. */
export class HostNetwork {
  private constructor(private readonly plan: HostNetworkPlan) {}

  /** Makes the bridge, in place of one that an earlier run left. */
  static async open(plan: HostNetworkPlan): Promise<HostNetwork> {
    const network = new HostNetwork(plan);
    await network.close();
    await ip('link', 'add', network.bridge, 'type', 'bridge');
    await ip('addr', 'add', `${plan.address}/${PREFIX_BITS}`, 'dev', network.bridge);
    await ip('link', 'set', network.bridge, 'up');
    return network;
  }

  /** Where hosts find what listens on this machine. */
  get address(): string {
    return this.plan.address;
  }

  /** A namespace with its cable. @param number of the host, from 1; its answer is the path of the namespace */
  async plugIn(number: number, address: string): Promise<string> {
    const [space, outer] = [this.namespaceOf(number), this.cableOf(number)];
    await this.unplug(number);
    await ip('netns', 'add', space);
    await ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', 'host0', 'netns', space);
    await ip('link', 'set', outer, 'master', this.bridge);
    await ip('link', 'set', outer, 'up');
    for (const [link, action] of [
      ['lo', 'up'],
      ['host0', 'up'],
    ] as const)
      await ip('-n', space, 'link', 'set', link, action);
    await ip('-n', space, 'addr', 'add', `${address}/${PREFIX_BITS}`, 'dev', 'host0');
    await ip('-n', space, 'route', 'add', 'default', 'via', this.address);
    return `/run/netns/${space}`;
  }

  async setCable(number: number, state: 'up' | 'down'): Promise<void> {
    await ip('link', 'set', this.cableOf(number), state);
  }

  async unplug(number: number): Promise<void> {
    await runProgram('ip', ['link', 'delete', this.cableOf(number)]);
    await runProgram('ip', ['netns', 'delete', this.namespaceOf(number)]);
  }

  async close(): Promise<void> {
    await runProgram('ip', ['link', 'delete', this.bridge]);
  }

  private get bridge(): string {
    return `${this.plan.name}-br`;
  }

  private cableOf(number: number): string {
    return `${this.plan.name}-h${number}`;
  }

  private namespaceOf(number: number): string {
    return `${this.plan.name}-h${number}`;
  }
}

async function ip(...args: string[]): Promise<void> {
  await mustRun('ip', args);
}
