import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../../../../../dist/apps/fleet-simulator/src/engine-worker.js');

/** One built worker as a process of its own, quick and without waits. */
export class EngineProcess {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (data: Buffer) => (this.output += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (this.output += data.toString()));
  }

  /** @param environment adds to, and goes over, the usual keys */
  static start(environment: Readonly<Record<string, string>>): EngineProcess {
    const env = {
      PATH: process.env['PATH'],
      ENGINE_SERVER_IP: '198.51.100.71',
      ENGINE_SERVER_NAME: 'probe-test-1',
      WORKER_ID: '71',
      WORKER_POOL: 'default',
      MAIL_FROM_ADDRESS: 'probe@verifier.test',
      HELO_NAME: 'probe.verifier.test',
      HEARTBEAT_INTERVAL_SECONDS: '1',
      POLL_INTERVAL_SECONDS: '1',
      POLICY_REFRESH_SECONDS: '1',
      SIMULATED_MS_PER_ADDRESS: '0',
      ...environment,
    };
    return new EngineProcess(spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** What it has written so far. */
  get log(): string {
    return this.output;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @returns the exit code */
  async ended(): Promise<number | null> {
    if (this.isRunning) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  /** @returns the exit code */
  async stop(): Promise<number | null> {
    if (this.isRunning) this.child.kill('SIGTERM');
    return this.ended();
  }
}
