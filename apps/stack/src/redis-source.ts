import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findRedisServer } from '@app/redis';
import { ForPeople } from './for-people.js';
import { inSilence, type Progress } from './progress.js';

/**
 * Path of a Redis server to run; installs Debian's where that is possible without asking.
 * @throws ForPeople with the one line to run on this platform
 */
export async function redisServer(report: (line: string) => void, progress: Progress = inSilence): Promise<string> {
  const found = findRedisServer();
  if (found !== null) return found;
  if (mayInstall()) {
    report("There is no redis-server here: installing Debian's package redis-server.");
    await progress('Installing redis-server', () => installPackage('redis-server'));
    const installed = findRedisServer();
    if (installed !== null) return installed;
  }
  throw new ForPeople(
    `Redis is needed and not installed here. Run this and start again:\n\n  ${installHint(process.platform, osRelease())}\n\n` +
      'With REDIS_ADDR=host:port one that runs already is used; that of docker compose is at 127.0.0.1:6379.',
  );
}

/** Whether packages can be installed without asking anybody. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs a Debian package, refreshing the package lists if that turns out to be needed. Nothing is started by it.
 * @throws ForPeople with the end of what apt said
 */
export async function installPackage(name: string): Promise<void> {
  const install = () => apt('install', '-y', '--no-install-recommends', name);
  if ((await install()).ok) return;
  await apt('update');
  const { ok, output } = await install();
  if (!ok)
    throw new ForPeople(`apt-get could not install ${name}:\n${output.trimEnd().split('\n').slice(-10).join('\n')}`);
}

/** The one line that installs Redis, or the way without. @param release contents of /etc/os-release, or nothing */
export function installHint(platform: NodeJS.Platform, release: string): string {
  if (platform === 'darwin') return 'brew install redis';
  const ids = [...release.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].join(' ').toLowerCase();
  if (platform === 'linux' && /debian|ubuntu/.test(ids)) return 'sudo apt-get install redis-server';
  if (platform === 'linux' && /fedora|rhel/.test(ids)) return 'sudo dnf install valkey';
  return 'docker compose up --detach --wait redis';
}

function osRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

function apt(...args: readonly string[]): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((done) => {
    // RUNLEVEL 1: Debian's scripts then start no service for what they install (invoke-rc.d(8))
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', '/usr/bin/apt-get', ...args] as const;
    const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)));
    }
    child.once('error', (error) => done({ ok: false, output: error.message }));
    child.once('close', (code) => done({ ok: code === 0, output }));
  });
}
