import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { endWithParent } from '@app/redis';

const LINES_SHOWN = 10;

export interface ProcessPlan {
  /** As people call it: "control plane". */
  readonly name: string;
  /** A script for this Node. */
  readonly script: string;
  /** The whole environment; secrets travel here and never on the command line. */
  readonly environment: NodeJS.ProcessEnv;
  readonly directory: string;
  /** Where its output goes; emptied at the first start. */
  readonly logFile: string;
  /** How long it may take to stop before it is killed. */
  readonly stopGraceMs: number;
}

/** What a caller of the stack may do to one of its processes. */
export interface ManagedProcess {
  /** Null while it is not running. */
  readonly pid: number | null;
  /** SIGTERM; resolves when it is gone. Does nothing when it is not running. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when it is gone. Does nothing when it is not running. */
  kill(): Promise<void>;
  /** Starts it again, stopping it first if it runs. Does not wait until it answers. */
  restart(): Promise<void>;
}

/** One child process, its log, and the difference between an end we asked for and one we did not. */
export class SupervisedProcess implements ManagedProcess {
  /** Until it is gone. */
  private child: ChildProcess | null = null;
  /** We asked for its end. */
  private isEnding = false;

  /** @param onUnexpectedExit it ended by itself; `lastLines` is the end of its log */
  constructor(
    private readonly plan: ProcessPlan,
    private readonly onUnexpectedExit: (how: string, lastLines: readonly string[]) => void,
  ) {
    writeFileSync(plan.logFile, '');
  }

  get pid(): number | null {
    return this.isEnding ? null : (this.child?.pid ?? null);
  }

  start(): void {
    const log = openSync(this.plan.logFile, 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', this.plan.script], {
      cwd: this.plan.directory,
      env: this.plan.environment,
      stdio: ['ignore', log, log],
      detached: true, // Ctrl-C is for the stack, which stops its processes in order
    });
    closeSync(log);
    endWithParent(child);
    this.child = child;
    this.isEnding = false;
    child.once('error', (error) => this.ended(child, error.message));
    child.once('exit', (code, signal) => this.ended(child, signal ?? `exit code ${code}`));
  }

  async stop(): Promise<void> {
    const killer = setTimeout(() => this.child?.kill('SIGKILL'), this.plan.stopGraceMs);
    await this.end('SIGTERM');
    clearTimeout(killer);
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  /** May come twice: asked first, then made to. */
  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.child === null) return;
    this.isEnding = true;
    const gone = exitOf(this.child);
    this.child.kill(signal);
    await gone;
  }

  private ended(child: ChildProcess, how: string): void {
    if (this.child !== child) return;
    this.child = null;
    if (!this.isEnding) this.onUnexpectedExit(how, lastLinesOf(this.plan.logFile));
  }
}

function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((done) => child.once('exit', () => done()));
}

function lastLinesOf(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').slice(-LINES_SHOWN);
}
