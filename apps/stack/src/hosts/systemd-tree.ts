import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ForPeople } from '../for-people.js';
import { mustRun, runProgram } from './run-program.js';

const SUITE = 'bookworm';
const PACKAGES = 'systemd,systemd-sysv,dbus,curl,ca-certificates,procps,iproute2';
const USUAL_MIRROR = 'http://deb.debian.org/debian';
const BUILD_TIMEOUT_MS = 900_000;
const NEEDED = ['systemd-nspawn', 'debootstrap', 'ip', 'nsenter'] as const;

/**
 * Says what this machine lacks for hosts with systemd, all at once.
 * @throws ForPeople naming it, and the line that mends it
 */
export async function checkSystemdHosts(): Promise<void> {
  if (process.platform !== 'linux') throw new ForPeople('Hosts with systemd need Linux. Use process hosts here.');
  const missing: string[] = [];
  for (const program of NEEDED) {
    const { code } = await runProgram('/bin/sh', ['-c', 'command -v "$1"', 'sh', program]);
    if (code !== 0) missing.push(program);
  }
  const problems = [
    ...(process.getuid?.() === 0 ? [] : ['They need root: run this with sudo.']),
    ...(missing.length === 0
      ? []
      : [
          `Missing: ${missing.join(', ')}. On Debian: apt-get install systemd-container debootstrap iproute2 util-linux`,
        ]),
  ];
  if (problems.length > 0) throw new ForPeople(`Hosts with systemd cannot be had here. ${problems.join(' ')}`);
}

/**
 * A Debian tree with systemd below `cache`; built once, which takes a minute or two and needs the package mirror.
 * Hosts are copies of it.
 */
export async function debianTree(cache: string): Promise<string> {
  const tree = join(cache, `${SUITE}-tree`);
  if (existsSync(tree)) return tree;
  mkdirSync(cache, { recursive: true });
  const draft = `${tree}.${process.pid}`;
  const args = ['--variant=minbase', `--include=${PACKAGES}`, SUITE, draft, mirror()];
  try {
    await mustRun('debootstrap', args, { environment: debootstrapEnvironment(), timeoutMs: BUILD_TIMEOUT_MS });
    renameSync(draft, tree); // so that an interrupted build is never taken for a tree
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return tree;
}

/** A copy of the tree for one host, in place of what was there. */
export async function copyTree(tree: string, to: string): Promise<void> {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(join(to, '..'), { recursive: true });
  await mustRun('cp', ['-a', '--reflink=auto', tree, to], { timeoutMs: BUILD_TIMEOUT_MS });
  for (const file of ['etc/machine-id', 'etc/resolv.conf']) rmSync(join(to, file), { force: true });
  writeFileSync(join(to, 'etc/hosts'), '127.0.0.1 localhost\n');
}

/** The one this machine's own packages come from, which is near and reachable. */
function mirror(): string {
  const directory = '/etc/apt/sources.list.d';
  const files = [
    '/etc/apt/sources.list',
    ...(existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : []),
  ];
  const text = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  return (
    /^(?:URIs:|deb)\s+(?:\[[^\]]*\]\s+)?(https?:\/\/\S+\/debian)\/?(?:\s|$)/m.exec(text.join('\n'))?.[1] ?? USUAL_MIRROR
  );
}

function debootstrapEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C' };
}
