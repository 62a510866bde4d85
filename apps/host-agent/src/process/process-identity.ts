import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** One process and no later one with the same number: numbers are used again, also after a restart of the host. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the system's own words; only good for comparing. */
  readonly startedAt: string;
}

const POLL_MS = 50;

/** The process that has this number now; null when there is none, or only what is left of one that has ended. */
export function identityOf(pid: number): ProcessIdentity | null {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  return identityOf(pid)?.startedAt === startedAt;
}

/** Asks a process to end, and after `graceMs` makes it and its group. Resolves when it is gone. */
export async function endProcess(identity: ProcessIdentity, graceMs: number): Promise<void> {
  signal(identity, 'SIGTERM');
  const until = performance.now() + graceMs;
  while (isAlive(identity) && performance.now() < until) await wait(POLL_MS);
  signal(identity, 'SIGKILL');
  while (isAlive(identity)) await wait(POLL_MS);
}

/**
 * Processes in whose first environment `entry` (`KEY=value`) stands. Only Linux tells; elsewhere none is found. Those of
 * a container are left alone: there, the same path is another directory.
 */
export function processesWith(entry: string): readonly ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  const numbers = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return numbers
    .filter((pid) => pid !== process.pid && environmentOf(pid).split('\0').includes(entry) && isOfOurs(pid))
    .flatMap((pid) => identityOf(pid) ?? []);
}

function signal(identity: ProcessIdentity, name: 'SIGTERM' | 'SIGKILL'): void {
  if (!isAlive(identity)) return;
  for (const target of name === 'SIGKILL' ? [-identity.pid, identity.pid] : [identity.pid]) {
    try {
      process.kill(target, name);
    } catch {
      // it has ended meanwhile, or leads no group
    }
  }
}

function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; what follows the last one is numbers (proc(5): state is field 3).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || ticks === undefined) return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return null;
  }
}

function startElsewhere(pid: number): string | null {
  try {
    const question = ['-o', 'lstart=', '-p', String(pid)];
    return execFileSync('ps', question, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
  } catch {
    return null;
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // it has ended, or belongs to somebody else
  }
}

function isOfOurs(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`) === readlinkSync('/proc/self/ns/pid');
  } catch {
    return false;
  }
}
