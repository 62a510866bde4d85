import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type DataDirectory, newDataDirectory } from './data-directory.js';
import { freePort } from './free-port.js';
import { INTERNAL_TOKEN, testEnvironment, VERIFIER_TOKEN } from './test-config.js';

const MAIN = path.resolve(import.meta.dirname, '../../../../dist/apps/laravel-sandbox/src/main.js');
const START_WITHIN_MS = 30_000;

/** The built sandbox as a process of its own, on a free port, with a data directory that goes with it. */
export class SandboxProcess {
  readonly internalToken = INTERNAL_TOKEN;
  readonly verifierToken = VERIFIER_TOKEN;
  private child: ChildProcess | null = null;
  private output = '';

  private constructor(
    readonly port: number,
    private readonly data: DataDirectory,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Starts it and waits until it answers. `environment` adds to `testEnvironment`. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<SandboxProcess> {
    const sandbox = new SandboxProcess(await freePort(), await newDataDirectory(), environment);
    await sandbox.start();
    return sandbox;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it has written so far, for messages of failed tests. */
  get log(): string {
    return this.output;
  }

  /** Starts it again after a stop, with the same port and data. */
  async start(): Promise<void> {
    const own = { DATA_DIR: this.data.path, SANDBOX_HOST_FILES: this.data.hostFiles, APP_URL: this.url };
    const env = {
      PATH: process.env['PATH'],
      ...testEnvironment({ ...own, ...this.environment, PORT: `${this.port}` }),
    };
    this.child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (data: Buffer) => (this.output += data.toString()));
    this.child.stderr?.on('data', (data: Buffer) => (this.output += data.toString()));
    const deadline = Date.now() + START_WITHIN_MS;
    while (!(await this.answers())) {
      if (this.child.exitCode !== null || Date.now() > deadline) throw new Error(`It did not start. ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends the process and keeps its data. @returns the exit code */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  /** Ends the process and removes its data. */
  async stop(): Promise<void> {
    await this.end();
    await this.data.remove();
  }

  private async answers(): Promise<boolean> {
    return fetch(`${this.url}/up`).then(
      ({ status }) => status === 200,
      () => false,
    );
  }
}
