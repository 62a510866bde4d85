import { spawn } from 'node:child_process';
import type { HostCommandResult } from './host.js';

export interface ProgramOptions {
  /** Given to its standard input: what must not be in a list of processes. */
  readonly input?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly directory?: string;
  readonly timeoutMs?: number;
}

const USUAL_TIMEOUT_MS = 30_000;
/** What it started may keep its streams open long after its own end; nobody waits for that. */
const STREAMS_GRACE_MS = 500;

/** Runs a program and waits for its end; after its time it and its group are killed, and the code is 124. */
export function runProgram(
  program: string,
  args: readonly string[],
  { input = '', environment, directory, timeoutMs = USUAL_TIMEOUT_MS }: ProgramOptions = {},
): Promise<HostCommandResult> {
  return new Promise((answer, fail) => {
    const child = spawn(program, args, { env: environment, cwd: directory, stdio: 'pipe', detached: true });
    let output = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, timeoutMs);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
    child.stdin.on('error', () => undefined); // it may end without reading
    child.stdin.end(input);
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
    const end = (code: number | null) => answer({ code: isLate ? 124 : (code ?? 1), output });
    child.once('close', end);
    child.once('exit', (code) => {
      clearTimeout(timer);
      setTimeout(() => {
        for (const stream of [child.stdout, child.stderr]) stream.destroy();
        end(code);
      }, STREAMS_GRACE_MS).unref();
    });
  });
}

/** The same, for what has to work. @throws Error with what the program said, when its code is not 0 */
export async function mustRun(program: string, args: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const { code, output } = await runProgram(program, args, options);
  if (code === 0) return output;
  throw new Error(`${program} ${args[0] ?? ''} ended with code ${code}: ${output.trim().slice(-500)}`);
}
