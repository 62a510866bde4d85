import { execFileSync } from 'node:child_process';

/** Whether `kill -0` finds the process. */
export function isAlive(pid: number): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'kill -0 "$1"', 'sh', String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** As it stands in a report. */
export const killSays = (pid: number): string => `kill -0 ${pid}: ${isAlive(pid) ? 'alive' : 'no such process'}`;
