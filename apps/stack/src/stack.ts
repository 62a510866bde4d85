import { appendFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { startRedisProcess, type RedisProcess } from '@app/redis';
import { ownEnvironment } from './config/stack-environment.js';
import { claimDataDirectory, type DataDirectory } from './data-directory.js';
import { ForPeople } from './for-people.js';
import { freePortFrom } from './free-port.js';
import { inSilence, type Progress } from './progress.js';
import { redisServer } from './redis-source.js';
import { entryOf, ROOT } from './repository.js';
import { RESTARTS, spendRestart } from './restart-budget.js';
import { SupervisedProcess, type ManagedProcess } from './supervised-process.js';
import { untilReady } from './until-ready.js';

const RESTART_DELAY_MS = 1_000;
const READY_TIMEOUT_MS = 60_000;

export interface StackOptions {
  /** Redis' files, the token and the logs. A second stack with the same directory is refused. */
  readonly dataDirectory: string;
  /** The control plane's port, or the next free one; 0 for any free one. */
  readonly port: number;
  readonly workers: number;
  /** Name of a built-in scenario of the fleet simulator, or a file. */
  readonly scenario: string;
  readonly heartbeatSeconds: number;
  /** A Redis that is there already. A private one is started when absent. */
  readonly redisAddress?: string | null;
  /** One made at random and kept in the data directory when absent. */
  readonly token?: string | null;
  /** Further keys for the control plane. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the person at the terminal should know. */
  readonly report?: (line: string) => void;
  readonly progress?: Progress;
  /** Gives up the start when it aborts. It does not stop a stack that has started. */
  readonly signal?: AbortSignal;
  /** Something died too often to be started again; the stack is still to be stopped. */
  readonly onGivenUp?: (because: string) => void;
}

/** A running stack. */
export interface Stack {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly token: string;
  readonly dataDirectory: string;
  /** Null when the Redis is somebody else's. */
  readonly redis: RedisProcess | null;
  readonly controlPlane: ManagedProcess;
  /** Null when there are no workers. */
  readonly fleet: ManagedProcess | null;
  /** Waits until the control plane is ready, for instance after a restart. @throws Error if it is not within a minute */
  untilReady(): Promise<void>;
  /** Stops everything gently and in order. */
  stop(): Promise<void>;
  /** Kills everything at once. */
  kill(): Promise<void>;
}

/**
 * Starts Redis, the control plane and the fleet, and waits until the control plane is ready.
 * @throws ForPeople if it cannot be started; nothing is left running then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const data = claimDataDirectory(options.dataDirectory);
  const stack = new RunningStack(options, data);
  const giveUp = () => stack.giveUpStart();
  options.signal?.addEventListener('abort', giveUp);
  try {
    await stack.start();
    options.signal?.throwIfAborted();
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
  }
}

class RunningStack implements Stack {
  readonly token: string;
  url = '';
  redis: RedisProcess | null = null;
  fleet: SupervisedProcess | null = null;

  private plane: SupervisedProcess | null = null;
  private readonly starting = new AbortController();
  private readonly stopping = new AbortController();
  private readonly report: (line: string) => void;
  private readonly progress: Progress;

  constructor(
    private readonly options: StackOptions,
    private readonly data: DataDirectory,
  ) {
    this.token = options.token ?? data.token();
    this.report = options.report ?? (() => undefined);
    this.progress = options.progress ?? inSilence;
  }

  get dataDirectory(): string {
    return this.data.path;
  }

  get controlPlane(): SupervisedProcess {
    if (this.plane === null) throw new Error('The control plane was not started');
    return this.plane;
  }

  async start(): Promise<void> {
    const redisAddress = this.options.redisAddress ?? (await this.startRedis());
    const port = await freePortFrom(this.options.port);
    if (this.options.port !== 0 && port !== this.options.port) {
      this.report(`Port ${this.options.port} is taken by another program: the control plane uses ${port}.`);
    }
    this.url = `http://127.0.0.1:${port}`;
    await this.startControlPlane(port, redisAddress);
    if (this.options.workers > 0) this.startFleet();
  }

  giveUpStart(): void {
    this.starting.abort(new ForPeople('The start was given up'));
  }

  untilReady(): Promise<void> {
    return untilReady(this.url, this.token, READY_TIMEOUT_MS, this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.fleet?.stop();
    await this.plane?.stop();
    await this.redis?.stop();
    this.data.release();
  }

  async kill(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.fleet?.kill(), this.plane?.kill(), this.redis?.kill()]);
    this.data.release();
  }

  private async startRedis(): Promise<string> {
    const executable = await redisServer(this.report, this.progress);
    const logFile = this.data.log('redis');
    writeFileSync(logFile, '');
    const revive = this.reviver('Redis', async () => this.redis?.restart());
    this.redis = await this.progress('Starting Redis', () =>
      startRedisProcess({
        executable,
        directory: this.data.redis,
        appendOnly: true,
        fsync: 'always', // what was acknowledged is on the disk
        onOutput: (text) => appendFileSync(logFile, text),
        onUnexpectedExit: revive,
      }),
    );
    return this.redis.address;
  }

  private async startControlPlane(port: number, redisAddress: string): Promise<void> {
    const revive = this.reviver('The control plane', () => this.plane?.restart());
    this.plane = new SupervisedProcess(
      {
        name: 'control plane',
        script: entryOf('control-plane'),
        environment: {
          ...ownEnvironment(),
          ...this.options.environment,
          PORT: String(port),
          REDIS_ADDR: redisAddress,
          CONTROL_PLANE_TOKEN: this.token,
        },
        directory: ROOT,
        logFile: this.data.log('control-plane'),
        stopGraceMs: 15_000, // its own SHUTDOWN_TIMEOUT_SECONDS is 10
      },
      (how, lastLines) => {
        if (this.starting.signal.aborted) return revive(how, lastLines);
        this.starting.abort(new ForPeople(`The control plane did not start (${how}):\n  ${lastLines.join('\n  ')}`));
      },
    );
    this.plane.start();
    const signal = AbortSignal.any([this.starting.signal, this.stopping.signal]);
    await this.progress('Waiting for the control plane', () =>
      untilReady(this.url, this.token, READY_TIMEOUT_MS, signal),
    ).catch((error: unknown) => {
      if (error instanceof ForPeople) throw error;
      throw new ForPeople(`The control plane is not ready: ${String(error)}. See ${this.data.log('control-plane')}.`);
    });
    this.starting.abort(); // from here on it is revived when it dies
  }

  private startFleet(): void {
    const revive = this.reviver('The fleet', () => this.fleet?.restart());
    this.fleet = new SupervisedProcess(
      {
        name: 'fleet',
        script: entryOf('fleet-simulator'),
        environment: {
          ...ownEnvironment(),
          CONTROL_PLANE_BASE_URL: this.url,
          CONTROL_PLANE_TOKEN: this.token,
          HEARTBEAT_INTERVAL_SECONDS: String(this.options.heartbeatSeconds),
          POLICY_REFRESH_SECONDS: '30', // really 300; a demonstration is shorter
          FLEET_WORKERS: String(this.options.workers),
          FLEET_SCENARIO: this.options.scenario,
        },
        directory: ROOT,
        logFile: this.data.log('fleet'),
        stopGraceMs: 3_000,
      },
      revive,
    );
    this.fleet.start();
  }

  /** What to do when something ends by itself: tell, and start it again unless that happened too often. */
  private reviver(name: string, restart: () => Promise<void> | undefined) {
    let restarts: readonly number[] = [];
    const revive = async (how: string, lastLines: readonly string[]): Promise<void> => {
      if (this.stopping.signal.aborted) return;
      const spent = spendRestart(restarts, Date.now());
      const end = `${name} ended unexpectedly (${how})`;
      if (spent === null) {
        this.options.onGivenUp?.(`${end} and was started ${RESTARTS.times} times within a minute before.`);
        return;
      }
      restarts = spent;
      this.report([`${end}; starting it again. It said last:`, ...lastLines].join('\n  '));
      try {
        await wait(RESTART_DELAY_MS, undefined, { signal: this.stopping.signal });
        await restart();
      } catch (error) {
        await revive(error instanceof Error ? error.message : String(error), []);
      }
    };
    return (how: string, lastLines: readonly string[]): void => void revive(how, lastLines);
  }
}
