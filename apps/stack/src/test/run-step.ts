import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ownEnvironment } from '../config/stack-environment.js';
import { ROOT } from '../repository.js';
import { checkedAgainst, type Tally } from './tally.js';

export type Environment = Readonly<Record<string, string>>;

/**
 * Runs a script with this Node, its output going where ours goes.
 * @returns how it ended if not with success, else null
 */
export function runScript(
  script: string,
  args: readonly string[],
  environment: Environment = {},
): Promise<string | null> {
  return run(process.execPath, [script, ...args], environment);
}

/** Runs a script of package.json. @returns how it ended if not with success, else null */
export function runNpmScript(name: string): Promise<string | null> {
  const npm = ownEnvironment()['npm_execpath']; // the npm that runs us
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, 'run', '--silent', name]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['run', '--silent', name]);
}

/**
 * Runs a test runner that writes a report, and counts what the report says.
 * @param read turns the report's text into counts
 */
export async function runReporting(
  reportFile: string,
  execute: () => Promise<string | null>,
  read: (report: string) => Tally,
): Promise<Tally> {
  mkdirSync(dirname(reportFile), { recursive: true });
  rmSync(reportFile, { force: true }); // an old report must not speak for a runner that died
  const problem = await execute();
  if (existsSync(reportFile)) return checkedAgainst(problem, read(readFileSync(reportFile, 'utf8')));
  const failures = [`the runner left no report (${problem ?? 'exit code 0'})`];
  return { passed: 0, failed: 1, skipped: 0, failures };
}

function run(file: string, args: readonly string[], environment: Environment = {}): Promise<string | null> {
  return new Promise((ended) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      env: { ...ownEnvironment(), ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: file.endsWith('.cmd'),
    });
    child.once('error', (error) => ended(error.message));
    child.once('close', (code, signal) => ended(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
}
