import path from 'node:path';
import { Program, freePort } from '@app/testing';
import { type DataDirectory, newDataDirectory } from './data-directory.js';
import { INTERNAL_TOKEN, testEnvironment, VERIFIER_TOKEN } from './test-config.js';

const MAIN = path.resolve(import.meta.dirname, '../../../../dist/apps/laravel-sandbox/src/main.js');
const START_WITHIN_MS = 30_000;

/** The built sandbox as a process of its own, on a free port, with a data directory that goes with it. */
export class SandboxProcess {
  readonly internalToken = INTERNAL_TOKEN;
  readonly verifierToken = VERIFIER_TOKEN;
  private readonly program: Program;

  private constructor(
    readonly port: number,
    private readonly data: DataDirectory,
    environment: Readonly<Record<string, string>>,
  ) {
    const own = { DATA_DIR: data.path, SANDBOX_HOST_FILES: data.hostFiles, APP_URL: this.url };
    this.program = new Program(MAIN, testEnvironment({ ...own, ...environment, PORT: String(port) }));
  }

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
    return this.program.output;
  }

  /** Starts it again after a stop, with the same port and data. */
  start(): Promise<void> {
    return this.program.start(`${this.url}/up`, START_WITHIN_MS);
  }

  /** Ends the process and keeps its data. @returns the exit code */
  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    return this.program.end(signal);
  }

  /** Ends the process and removes its data. */
  async stop(): Promise<void> {
    await this.end();
    await this.data.remove();
  }
}
