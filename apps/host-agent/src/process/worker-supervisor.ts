import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.js';
import { CappedLog } from './capped-log.js';
import { endProcess, identityOf, processesWith } from './process-identity.js';
import { HEALTHY_AFTER_MS, restartDelayMs } from './restart-delay.js';
import type { StateDirectory } from './state-directory.js';

/** As `systemctl is-active` would say it. */
export type WorkerState = 'active' | 'activating' | 'deactivating' | 'inactive';

export interface WorkerPlan {
  /** A script for this Node. */
  readonly script: string;
  /** Read at each start. @throws if it cannot be read */
  readonly environment: () => NodeJS.ProcessEnv;
  /** How long it may take to stop before it is killed. */
  readonly stopGraceMs: number;
  /** A worker that ends within this time has not started. */
  readonly settleMs: number;
}

/** The worker's environment has it: a worker of an agent that was killed is known by it, whatever is on disk. */
const MARK = 'VEV_AGENT_STATE';

/**
 * Keeps one worker: starts it, stops it, and starts it again when it ends by itself, later each time. There are never
 * two, also when an agent before this one was killed. What is asked for is done in the order it was asked for.
 */
export class WorkerSupervisor {
  private child: ChildProcess | null = null;
  /** Resolves when `child` has ended, and that was dealt with. */
  private childEnd: Promise<string> | null = null;
  private isStopping = false;
  private isClosed = false;
  private endsInARow = 0;
  private retry: NodeJS.Timeout | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private readonly output: CappedLog;

  constructor(
    private readonly plan: WorkerPlan,
    private readonly directory: StateDirectory,
    private readonly log: Log,
  ) {
    this.output = new CappedLog(directory.workerLog);
  }

  get state(): WorkerState {
    if (this.isStopping) return 'deactivating';
    if (this.child) return 'active';
    return this.retry ? 'activating' : 'inactive';
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** As at boot: starts the worker unless a command stopped it, and ends what an earlier agent left. */
  restore(): Promise<string | null> {
    return this.inOrder(() => (this.directory.wanted === 'running' ? this.begin() : this.endLeftovers()));
  }

  /** Each answers null, or why it did not work; a worker that did not start is tried again all the same. */
  start(): Promise<string | null> {
    return this.inOrder(() => {
      this.directory.wanted = 'running';
      return this.begin();
    });
  }

  stop(): Promise<string | null> {
    return this.inOrder(() => {
      this.directory.wanted = 'stopped';
      return this.end();
    });
  }

  restart(): Promise<string | null> {
    return this.inOrder(async () => {
      this.directory.wanted = 'running';
      await this.end();
      return this.begin();
    });
  }

  /** As at shutdown: stops the worker and remembers that it was wanted. Nothing can be asked for afterwards. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.cancelRetry();
    await this.last.catch(() => undefined);
    await this.end();
    this.output.close();
  }

  private inOrder(work: () => Promise<string | null>): Promise<string | null> {
    const turn = this.last.then(() => (this.isClosed ? 'The agent is shutting down' : work()));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async begin(): Promise<string | null> {
    this.cancelRetry();
    if (this.child) return null;
    await this.endLeftovers();
    const startedAt = performance.now();
    let child: ChildProcess;
    try {
      child = this.spawn();
    } catch (error) {
      return this.ended(null, startedAt, error instanceof Error ? error.message : String(error));
    }
    this.child = child;
    const end = (this.childEnd = new Promise<string>((tell) => {
      child.once('error', (error) => tell(error.message));
      child.once('exit', (code, signal) => tell(signal ?? `exit code ${code}`));
    }).then((how) => this.ended(child, startedAt, how)));
    if (child.pid !== undefined) this.directory.note('worker', child.pid);
    const settled = new AbortController();
    const first = await Promise.race([
      end,
      wait(this.plan.settleMs, null, { signal: settled.signal }).catch(() => null),
    ]);
    settled.abort();
    if (first === null) this.log('info', 'worker started', { pid: child.pid });
    return first;
  }

  private spawn(): ChildProcess {
    const env = { ...this.plan.environment(), [MARK]: this.directory.path };
    return this.output.withHandle((handle) =>
      spawn(process.execPath, [this.plan.script], {
        cwd: this.directory.path,
        env,
        stdio: ['ignore', handle, handle],
        detached: true, // a group of its own: a Ctrl-C meant for the agent is not for the worker
      }),
    );
  }

  /** Answers why there is no worker now. */
  private ended(child: ChildProcess | null, startedAt: number, how: string): string {
    if (this.child === child) this.child = null;
    if (child?.pid !== undefined) this.directory.forget('worker', child.pid);
    if (this.isStopping || this.isClosed || this.directory.wanted === 'stopped') return `The worker ended: ${how}`;
    this.endsInARow = performance.now() - startedAt >= HEALTHY_AFTER_MS ? 1 : this.endsInARow + 1;
    const delayMs = restartDelayMs(this.endsInARow);
    this.log('error', 'worker ended by itself', { how, retry_in_ms: delayMs });
    this.retry = setTimeout(() => void this.inOrder(() => this.tryAgain()), delayMs);
    return `The worker ended by itself: ${how}`;
  }

  private async tryAgain(): Promise<string | null> {
    return this.retry === null || this.directory.wanted === 'stopped' ? null : this.begin();
  }

  private async end(): Promise<null> {
    this.cancelRetry();
    this.endsInARow = 0;
    const { child } = this;
    if (!child || child.pid === undefined) return null;
    this.isStopping = true;
    const identity = identityOf(child.pid);
    if (identity) await endProcess(identity, this.plan.stopGraceMs);
    await this.childEnd;
    this.isStopping = false;
    this.log('info', 'worker stopped', { pid: child.pid });
    return null;
  }

  private async endLeftovers(): Promise<null> {
    const noted = this.directory.living('worker');
    const marked = processesWith(`${MARK}=${this.directory.path}`);
    const left = new Map([...(noted ? [noted] : []), ...marked].map((identity) => [identity.pid, identity]));
    for (const identity of left.values()) {
      this.log('warn', 'worker of an earlier agent replaced', { pid: identity.pid });
      await endProcess(identity, this.plan.stopGraceMs);
    }
    return null;
  }

  private cancelRetry(): void {
    if (this.retry) clearTimeout(this.retry);
    this.retry = null;
  }
}
