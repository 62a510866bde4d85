import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputHash } from './input-hash.mjs';
import { withProgress } from './progress.mjs';
import { runProgram } from './run-program.mjs';

/**
 * Installs the dependencies that the lock file names, if they are missing or out of date.
 * @param {string} root
 */
export async function install(root) {
  const stamp = join(root, 'node_modules', '.engine-room-installed');
  const wanted = inputHash(root, ['package-lock.json', ...manifests(root)]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled(root)) {
    const [file, ...args] = npm('ci', '--include=dev', '--no-audit', '--no-fund');
    const shell = process.platform === 'win32' && file === 'npm.cmd';
    await withProgress('Installing dependencies', () => runProgram('npm ci', file, args, { cwd: root, shell }));
  }
  writeFileSync(stamp, wanted);
}

/** `package.json` of the root and of every workspace, relative to `root`. */
function manifests(root) {
  const apps = readdirSync(join(root, 'apps')).map((name) => `apps/${name}/package.json`);
  return ['package.json', ...apps, 'e2e/package.json'].filter((file) => existsSync(join(root, file)));
}

/**
 * Whether somebody else's installation is the one we would make: npm keeps a lock file of what it installed, which
 * must agree with ours, and ours with every package.json.
 */
function isInstalled(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const locked = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(installedFile);
  const upToDate = Object.entries(locked).every(([path, { version, link, optional, devOptional, peer }]) => {
    if (
      !path.includes('node_modules/') ||
      link ||
      (installed[path] === undefined && (optional || devOptional || peer))
    ) {
      return true; // a workspace, or made for another platform
    }
    return installed[path]?.version === version && existsSync(join(root, path));
  });
  return upToDate && manifests(root).every((file) => isLocked(root, file, locked));
}

function isLocked(root, file, locked) {
  const entry = locked[file.replace(/\/?package\.json$/, '')];
  const manifest = JSON.parse(readFileSync(join(root, file), 'utf8'));
  const same = (key) => JSON.stringify(sorted(entry?.[key])) === JSON.stringify(sorted(manifest[key]));
  return entry !== undefined && ['dependencies', 'devDependencies', 'optionalDependencies'].every(same);
}

function sorted(dependencies = {}) {
  return Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1));
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
}

/** The npm that runs us, else the one on the PATH. */
function npm(...args) {
  const running = process.env.npm_execpath;
  if (running?.endsWith('.js') && existsSync(running)) return [process.execPath, running, ...args];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}
