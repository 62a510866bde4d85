import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.js';

/** A program of ours as a process of its own: what a kill does to it cannot be shown otherwise. */
export class Program {
  private child: ChildProcess | null = null;
  private written = '';

  /** @param script for this Node; `environment` is all it gets besides PATH */
  constructor(
    private readonly script: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** What it has written so far, for messages of failed tests. */
  get output(): string {
    return this.written;
  }

  /** Starts it and waits until `url` is answered 200. Nothing is left of it when it is not. */
  async start(url: string, withinMs: number): Promise<void> {
    const env = { PATH: process.env['PATH'], ...this.environment };
    const child = spawn(process.execPath, [this.script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => (this.written += data.toString()));
    }
    this.child = child;
    const isUp = async () => child.exitCode !== null || (await fetch(url)).status === 200;
    try {
      await until(isUp, withinMs, () => this.written);
      if (child.exitCode !== null) throw new Error(`It ended instead of starting. ${this.written}`);
    } catch (error) {
      await this.end('SIGKILL');
      throw error;
    }
  }

  /** @returns the exit code; null when a signal ended it, or it does not run */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }
}
