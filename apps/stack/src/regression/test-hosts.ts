import { createServer } from 'node:net';
import { join } from 'node:path';
import { ForPeople } from '../for-people.js';
import { HostNetwork } from '../hosts/host-network.js';
import type { Host } from '../hosts/host.js';
import { ProcessHost } from '../hosts/process-host.js';
import { SystemdHost } from '../hosts/systemd-host.js';

export const HOST_KINDS = ['process', 'systemd'] as const;
/** `process`: a directory and a loopback address; `systemd`: a Debian with its own init, process table and address. */
export type HostKind = (typeof HOST_KINDS)[number];

export interface TestHostsPlan {
  readonly kind: HostKind;
  /** What the hosts have on their disks lies below it. */
  readonly directory: string;
  /** The Debian tree that hosts with systemd are copies of; null for process hosts. */
  readonly debianTree: string | null;
  /** Of who is logged in there. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Two bare hosts, to be provisioned by a test. */
export interface TestHosts {
  readonly kind: HostKind;
  /** Under which address the hosts reach what listens on this machine. */
  readonly announcedAddress: string;
  readonly first: Host;
  readonly second: Host;
  /** Shuts both down and gives back what they took of this machine; the directory stays. */
  close(): Promise<void>;
}

const NAMES = ['checked-host-1', 'checked-host-2'] as const;
const AGENT_PORT = 9713;

/** @throws ForPeople if the machine cannot have such hosts */
export function openTestHosts(plan: TestHostsPlan): Promise<TestHosts> {
  return plan.kind === 'process' ? openProcessHosts(plan) : openSystemdHosts(plan);
}

async function openProcessHosts({ directory, environment }: TestHostsPlan): Promise<TestHosts> {
  const addresses = await freeLoopbackAddresses();
  const host = (index: 0 | 1) => {
    const name = NAMES[index];
    return new ProcessHost({ name, address: addresses[index], directory: join(directory, name), environment });
  };
  const [first, second] = [host(0), host(1)];
  const close = async () => void (await Promise.all([first.stop(), second.stop()]));
  return { kind: 'process', announcedAddress: '127.0.0.1', first, second, close };
}

/** Away from the addresses of the demonstration, so that a test can run beside it. */
const LOOPBACK_RANGE = '127.0.77';

/** Two addresses whose agent port nobody has. @throws ForPeople if there are none: only Linux has all of 127.0.0.0/8 */
async function freeLoopbackAddresses(): Promise<readonly [string, string]> {
  const found: string[] = [];
  for (let last = 11; last < 99; last += 1) {
    const address = `${LOOPBACK_RANGE}.${last}`;
    if (!(await canListen(address, AGENT_PORT))) continue;
    found.push(address);
    const [first, second] = found;
    if (first !== undefined && second !== undefined) return [first, second];
  }
  throw new ForPeople(
    `No two loopback addresses from ${LOOPBACK_RANGE}.11 on have a free port ${AGENT_PORT}. Elsewhere than on Linux they ` +
      'must be added first, on macOS with: sudo ifconfig lo0 alias 127.0.77.11 && sudo ifconfig lo0 alias 127.0.77.12',
  );
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => answer(true)));
  });
}

/** One network of tests at a time: its bridge and cables have fixed names, so that what a killed run left is found. */
const NETWORK = { name: 'vevtest', address: '10.213.91.1' };
const FIRST_HOST = 11;

async function openSystemdHosts({ directory, debianTree, environment }: TestHostsPlan): Promise<TestHosts> {
  if (debianTree === null) throw new Error('Hosts with systemd need a Debian tree');
  const network = await HostNetwork.open(NETWORK);
  const started: SystemdHost[] = [];
  const close = async () => {
    await Promise.all(started.map((host) => host.stop()));
    await network.close();
  };
  const host = async (index: 0 | 1) => {
    const name = NAMES[index];
    const made = await SystemdHost.create({
      name,
      address: NETWORK.address.replace(/\d+$/, String(FIRST_HOST + index)),
      number: index + 1,
      network,
      tree: debianTree,
      directory: join(directory, name),
      environment,
    });
    started.push(made);
    return made;
  };
  const making = [host(0), host(1)] as const;
  try {
    const [first, second] = await Promise.all(making);
    return { kind: 'systemd', announcedAddress: network.address, first, second, close };
  } catch (error) {
    await Promise.allSettled(making); // the other one may be booting still
    await close();
    throw error;
  }
}
