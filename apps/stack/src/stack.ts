import { appendFileSync, writeFileSync } from 'node:fs';
import { startRedisProcess, type RedisProcess } from '@app/redis';
import { startAnswering } from './answering-process.js';
import { ownEnvironment } from './config/stack-environment.js';
import { claimDataDirectory, type DataDirectory } from './data-directory.js';
import { ForPeople } from './for-people.js';
import { freePortFrom } from './free-port.js';
import { DemoHosts } from './hosts/demo-hosts.js';
import { inSilence, type Progress } from './progress.js';
import { redisServer } from './redis-source.js';
import { entryOf, ROOT } from './repository.js';
import { reviver } from './reviver.js';
import { laravelEnvironment, NO_LARAVEL, type Sandbox, sandboxAccess, sandboxPlan } from './sandbox.js';
import type { Stack, StackOptions } from './stack-options.js';
import { stackTokens } from './stack-tokens.js';
import { type ProcessPlan, SupervisedProcess } from './supervised-process.js';
import { untilAnswers, untilReady } from './until-ready.js';

const READY_TIMEOUT_MS = 60_000;
const THIS_MACHINE = '127.0.0.1';

/**
 * Starts Redis, the Laravel sandbox, the control plane, the hosts and the fleet, as far as they are wanted, and waits
 * until the services are ready.
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
  sandbox: Sandbox | null = null;
  hosts: DemoHosts | null = null;
  fleet: SupervisedProcess | null = null;

  private readonly workerToken: string;
  private plane: SupervisedProcess | null = null;
  private sandboxProcess: SupervisedProcess | null = null;
  private readonly starting = new AbortController();
  private readonly stopping = new AbortController();
  private readonly report: (line: string) => void;
  private readonly progress: Progress;

  constructor(
    private readonly options: StackOptions,
    private readonly data: DataDirectory,
  ) {
    const tokens = stackTokens(options.token, [options.environment ?? {}, ownEnvironment()], data);
    this.token = tokens.operator;
    this.workerToken = tokens.worker;
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
    const port = await this.portNear(this.options.port, 'The control plane');
    this.url = `http://${THIS_MACHINE}:${port}`;
    const laravel = await this.startLaravel(port);
    await this.startControlPlane(port, redisAddress, laravel);
    if (this.options.workers > 0) this.startFleet(laravel);
    if (this.sandbox !== null && this.options.hosts > 0) await this.startHosts(this.sandbox);
  }

  giveUpStart(): void {
    this.starting.abort(new ForPeople('The start was given up'));
  }

  untilReady(): Promise<void> {
    return untilReady(this.url, this.token, READY_TIMEOUT_MS, this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.hosts?.stop();
    await this.fleet?.stop();
    await this.plane?.stop();
    await this.sandboxProcess?.stop();
    await this.redis?.stop();
    this.data.release();
  }

  async kill(): Promise<void> {
    this.stopping.abort();
    const processes = [this.hosts, this.fleet, this.plane, this.sandboxProcess, this.redis];
    await Promise.all(processes.map((one) => one?.kill()));
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

  /** @returns the keys that tell the control plane where Laravel is */
  private async startLaravel(controlPlanePort: number): Promise<Readonly<Record<string, string>>> {
    if (this.options.laravel === 'none') return NO_LARAVEL;
    if (this.options.laravel === 'configured') return {};
    const wished = this.options.port === 0 ? 0 : controlPlanePort + 1;
    const { announcedAddress: announced = THIS_MACHINE } = this.options;
    const access = sandboxAccess(this.data, announced, await this.portNear(wished, 'The Laravel sandbox'));
    const controlPlane = { url: `http://${announced}:${controlPlanePort}`, workerToken: this.workerToken };
    const plan = sandboxPlan(this.data, access, controlPlane, this.options.sandboxEnvironment ?? {});
    const ready = (signal: AbortSignal) => untilAnswers(access.url, ['/up'], {}, READY_TIMEOUT_MS, signal);
    this.sandboxProcess = await this.startService('The Laravel sandbox', plan, ready, (process) => {
      this.sandboxProcess = process;
    });
    this.sandbox = { url: access.url, internalToken: access.internalToken, process: this.sandboxProcess };
    return laravelEnvironment(access);
  }

  private async startControlPlane(
    port: number,
    redisAddress: string,
    laravel: Readonly<Record<string, string>>,
  ): Promise<void> {
    const plan: ProcessPlan = {
      name: 'control plane',
      script: entryOf('control-plane'),
      environment: {
        ...ownEnvironment(),
        ...laravel,
        ...this.options.environment,
        PORT: String(port),
        REDIS_ADDR: redisAddress,
        CONTROL_PLANE_TOKEN: this.token,
        CONTROL_PLANE_WORKER_TOKEN: this.workerToken,
      },
      directory: ROOT,
      logFile: this.data.log('control-plane'),
      stopGraceMs: 15_000, // its own SHUTDOWN_TIMEOUT_SECONDS is 10
    };
    const ready = (signal: AbortSignal) => untilReady(this.url, this.token, READY_TIMEOUT_MS, signal);
    await this.startService('The control plane', plan, ready, (process) => (this.plane = process));
  }

  private async startHosts(sandbox: Sandbox): Promise<void> {
    const controlPlane = { url: this.url, token: this.token, workerToken: this.workerToken };
    this.hosts = new DemoHosts(this.data.hosts, this.options.hosts, controlPlane, sandbox);
    const signal = AbortSignal.any([this.starting.signal, this.stopping.signal]);
    await this.progress('Provisioning the hosts', () => this.hosts?.start(signal) ?? Promise.resolve());
  }

  private startFleet(laravel: Readonly<Record<string, string>>): void {
    const plan: ProcessPlan = {
      name: 'fleet',
      script: entryOf('fleet-simulator'),
      environment: {
        ...ownEnvironment(),
        CONTROL_PLANE_BASE_URL: this.url,
        CONTROL_PLANE_TOKEN: this.workerToken,
        HEARTBEAT_INTERVAL_SECONDS: String(this.options.heartbeatSeconds),
        POLICY_REFRESH_SECONDS: '30', // really 300; a demonstration is shorter
        FLEET_WORKERS: String(this.options.workers),
        FLEET_SCENARIO: this.options.scenario,
        ...(this.sandbox !== null && {
          FLEET_LARAVEL_BASE_URL: this.sandbox.url,
          FLEET_LARAVEL_TOKEN: laravel['LARAVEL_VERIFIER_TOKEN'],
        }),
      },
      directory: ROOT,
      logFile: this.data.log('fleet'),
      stopGraceMs: 3_000,
    };
    this.fleet = new SupervisedProcess(
      plan,
      this.reviver('The fleet', () => this.fleet?.restart()),
    );
    this.fleet.start();
  }

  private async startService(
    name: string,
    plan: ProcessPlan,
    ready: (signal: AbortSignal) => Promise<void>,
    started: (process: SupervisedProcess) => void,
  ): Promise<SupervisedProcess> {
    const holder: { process: SupervisedProcess | null } = { process: null };
    const revive = this.reviver(name, () => holder.process?.restart());
    const signal = AbortSignal.any([this.starting.signal, this.stopping.signal]);
    await this.progress(`Waiting for the ${plan.name}`, () =>
      startAnswering(plan, { untilReady: ready, revive, signal }, (process) => {
        holder.process = process;
        started(process);
      }),
    );
    if (holder.process === null) throw new Error(`${name} was not started`);
    return holder.process;
  }

  private async portNear(wished: number, name: string): Promise<number> {
    const port = await freePortFrom(wished);
    if (wished !== 0 && port !== wished) {
      this.report(`Port ${wished} is taken by another program: ${name.toLowerCase()} uses ${port}.`);
    }
    return port;
  }

  private reviver(name: string, restart: () => Promise<void> | undefined) {
    const onGivenUp = (because: string) => this.options.onGivenUp?.(because);
    return reviver({ name, restart, report: this.report, onGivenUp, stopping: this.stopping.signal });
  }
}
