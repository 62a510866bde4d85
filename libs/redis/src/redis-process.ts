import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endWithParent } from './end-with-parent.js';
import { findRedisServer } from './find-redis-server.js';

export { endWithParent } from './end-with-parent.js';
export { findRedisServer } from './find-redis-server.js';

const HOST = '127.0.0.1';
const LOG_LINES_KEPT = 40;
const STOP_GRACE_MS = 5_000;
/** Somebody else may take a free port between our look and Redis' bind. */
const PORT_ATTEMPTS = 3;

export interface RedisProcessOptions {
  /** Path of the server; found on the PATH when absent. */
  readonly executable?: string;
  /** Where Redis keeps its files; made if it is missing. Two servers must never share one. */
  readonly directory: string;
  /** 0 or absent: a free port. */
  readonly port?: number;
  readonly appendOnly: boolean;
  /** When written data is on the disk: before each answer, or within a second (the default). */
  readonly fsync?: 'always' | 'everysec';
  /** How long it may take to answer, loading of its data included. */
  readonly startTimeoutMs?: number;
  /** What Redis prints, as it comes. */
  readonly onOutput?: (text: string) => void;
  /** It ended, and nobody here asked it to. `lastLines` is the end of its log. */
  readonly onUnexpectedExit?: (how: string, lastLines: readonly string[]) => void;
}

/** A private Redis. It listens on the loopback interface alone and ends with the process that started it. */
export interface RedisProcess {
  /** `host:port`; the same after a restart. */
  readonly address: string;
  readonly port: number;
  /** Null while it is not running. */
  readonly pid: number | null;
  /** Ends it gently; nothing is lost. Does nothing when it is not running. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash would; resolves when it is gone. Does nothing when it is not running. */
  kill(): Promise<void>;
  /** Stops its clock: connections stay open and nothing is answered, as with a hung machine. */
  freeze(): void;
  thaw(): void;
  /** Starts it again with the same port and directory, ending it gently first if it runs. @throws RedisStartError */
  restart(): Promise<void>;
}

/** Redis did not come up. The message ends with the last lines of its log. */
export class RedisStartError extends Error {
  override readonly name = 'RedisStartError';
  constructor(
    message: string,
    readonly lastLines: readonly string[] = [],
  ) {
    super([message, ...lastLines].join('\n  '));
  }
}

/**
 * Starts a private Redis and waits until it answers.
 * @throws RedisStartError there is no server to run, or it does not answer in time
 */
export async function startRedisProcess(options: RedisProcessOptions): Promise<RedisProcess> {
  const executable = options.executable ?? findRedisServer();
  if (executable === null) throw new RedisStartError('Neither redis-server nor valkey-server is on the PATH');
  const directory = resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port || (await freePort());
    const server = new SupervisedRedis(executable, directory, port, options);
    try {
      await server.start();
      return server;
    } catch (error) {
      const portWasTaken = error instanceof RedisStartError && error.lastLines.some((line) => /in use/i.test(line));
      if (options.port || !portWasTaken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

class SupervisedRedis implements RedisProcess {
  /** Until it is gone. */
  private child: ChildProcess | null = null;
  /** Its end is not a surprise: it has not started yet, or we asked for it. */
  private mayEnd = true;
  private log: string[] = [];

  constructor(
    private readonly executable: string,
    private readonly directory: string,
    readonly port: number,
    private readonly options: RedisProcessOptions,
  ) {}

  get address(): string {
    return `${HOST}:${this.port}`;
  }

  get pid(): number | null {
    return this.mayEnd ? null : (this.child?.pid ?? null);
  }

  async start(): Promise<void> {
    const child = this.spawn();
    const deadline = Date.now() + (this.options.startTimeoutMs ?? 30_000);
    while (!(await answers(this.port, child.pid))) {
      if (this.child !== child) throw new RedisStartError(`${this.executable} ended at once`, this.log.slice(-10));
      if (Date.now() > deadline) {
        await this.kill();
        throw new RedisStartError(`${this.executable} did not answer in time`, this.log.slice(-10));
      }
      await wait(20);
    }
    if (this.child !== child) throw new RedisStartError(`${this.executable} ended at once`, this.log.slice(-10));
    this.mayEnd = false;
  }

  async stop(): Promise<void> {
    this.child?.kill('SIGCONT'); // a frozen process would not see the next signal
    const killer = setTimeout(() => this.child?.kill('SIGKILL'), STOP_GRACE_MS);
    await this.end('SIGTERM');
    clearTimeout(killer);
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private spawn(): ChildProcess {
    this.log = [];
    this.mayEnd = true;
    const child = spawn(this.executable, this.arguments(), {
      cwd: this.directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // Ctrl-C is for us; we stop Redis after what writes to it
    });
    this.child = child;
    endWithParent(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.note(text));
    }
    child.once('error', (error) => {
      this.note(error.message);
      this.ended(child, error.message);
    });
    child.once('exit', (code, signal) => this.ended(child, signal ?? `exit code ${code}`));
    return child;
  }

  /** May come twice: asked first, then made to. */
  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.child === null) return;
    this.mayEnd = true;
    const gone = exitOf(this.child);
    this.child.kill(signal);
    await gone;
  }

  private ended(child: ChildProcess, how: string): void {
    if (this.child !== child) return;
    this.child = null;
    if (!this.mayEnd) this.options.onUnexpectedExit?.(how, this.log.slice(-10));
  }

  private note(text: string): void {
    this.options.onOutput?.(text);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    this.log = [...this.log, ...lines].slice(-LOG_LINES_KEPT);
  }

  private arguments(): readonly string[] {
    const { appendOnly, fsync = 'everysec' } = this.options;
    const settings: Readonly<Record<string, string>> = {
      port: String(this.port),
      bind: HOST,
      dir: this.directory,
      daemonize: 'no',
      save: '', // the append-only file is the persistence; no forks while tests measure
      appendonly: appendOnly ? 'yes' : 'no',
      appendfsync: fsync,
    };
    return Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]);
  }
}

function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((done) => child.once('exit', () => done()));
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, HOST, () => {
      const { port } = server.address() as AddressInfo; // a listening TCP server has this kind of address
      server.close(() => found(port));
    });
  });
}

/**
 * Whether the server with this process id answers there; a stranger may hold the port, and then ours is about to end.
 * False too while Redis loads its data: it then answers PING with an error.
 */
function answers(port: number, pid: number | undefined): Promise<boolean> {
  return new Promise((answered) => {
    const socket = connect({ host: HOST, port });
    let text = '';
    const finish = (answer: boolean) => {
      socket.destroy();
      answered(answer);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => answered(false));
    socket.once('connect', () => socket.write('PING\r\nINFO server\r\n'));
    socket.setEncoding('utf8').on('data', (data: string) => {
      text += data;
      const found = /^process_id:(\d+)/m.exec(text);
      if (found) finish(text.startsWith('+PONG') && Number(found[1]) === pid);
    });
  });
}
