import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ForPeople } from './for-people.js';

/** Where one running stack keeps its things. Two stacks never share one. */
export interface DataDirectory {
  readonly path: string;
  readonly redis: string;
  /** The Laravel sandbox's database and files. */
  readonly sandbox: string;
  /** What the demonstration's hosts have on their disks. */
  readonly hosts: string;
  /** Path of a child's log. */
  log(name: string): string;
  /** The operator's token: made at random once, readable by the owner alone. */
  token(): string;
  /** Another secret of the stack's own, made and kept alike. */
  secret(name: string): string;
  /** Lets another stack use the directory. */
  release(): void;
}

/**
 * Takes the directory for this process, making it if it is missing.
 * @throws ForPeople while another running stack has it
 */
export function claimDataDirectory(directory: string): DataDirectory {
  const path = resolve(directory);
  for (const folder of ['logs', 'secrets']) mkdirSync(join(path, folder), { recursive: true, mode: 0o700 });
  const holderFile = join(path, 'stack.pid');
  claim(holderFile, path);
  const release = () => rmSync(holderFile, { force: true });
  process.once('exit', release);
  return {
    path,
    redis: join(path, 'redis'),
    sandbox: join(path, 'laravel-sandbox'),
    hosts: join(path, 'hosts'),
    log: (name) => join(path, 'logs', `${name}.log`),
    token: () => keptToken(join(path, 'token')),
    secret: (name) => keptToken(join(path, 'secrets', name)),
    release: () => {
      process.off('exit', release);
      release();
    },
  };
}

function claim(holderFile: string, path: string): void {
  const mine = `${holderFile}.${process.pid}`;
  writeFileSync(mine, identityOf(process.pid) ?? '');
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return linkSync(mine, holderFile); // appears complete or not at all
      } catch (error) {
        if (!isExisting(error) || attempt === 3) throw error;
        refuseIfHeld(holderFile, path);
        rmSync(holderFile, { force: true }); // its owner was killed
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function refuseIfHeld(holderFile: string, path: string): void {
  const holder = readFileSync(holderFile, 'utf8');
  const pid = Number.parseInt(holder, 10);
  if (!(pid > 0) || identityOf(pid) !== holder) return;
  throw new ForPeople(
    `Another stack (process ${pid}) uses ${path}. Stop that one, or set DATA_DIR to start a second one beside it.`,
  );
}

/**
 * The process' id and, where the system tells, when it started: ids are given again, in a container even the same ones.
 * @returns null if there is no such process
 */
function identityOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  const status = `/proc/${pid}/stat`;
  // the second field is the name in brackets and may hold anything; the start time is the 20th after it
  const started = existsSync(status)
    ? readFileSync(status, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19]
    : '';
  return `${pid} ${started}`.trim();
}

function keptToken(file: string): string {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (kept !== '') return kept;
  const token = randomBytes(24).toString('base64url');
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  chmodSync(file, 0o600); // the mode above counts for a new file only
  return token;
}

function isExisting(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'EEXIST';
}
