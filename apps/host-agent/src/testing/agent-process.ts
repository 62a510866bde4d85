import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@app/testing';
import { COMMAND_PATH, environmentFile, signCommand } from '@app/agent-protocol';

export const TOKEN = 'token-of-the-test';
export const SECRET = 'secret-of-the-test';
export const SERVICE = 'vev-worker.service';

/** A worker that says that it lives, and what of its environment it got. */
export const WORKER = `console.log('worker', process.pid, process.env.WORKER_ID, Object.keys(process.env).filter((key) => key.startsWith('AGENT_')).join());
setInterval(() => {}, 1000);
process.on('SIGTERM', () => process.exit(0));`;

export interface AgentReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Builds the program as hosts get it. Once a file of tests: it takes about a second. */
export function buildAgent(directory: string): string {
  execFileSync(process.execPath, [join(repository(), 'apps/host-agent/bin/build-agent.mjs'), directory]);
  return join(directory, 'agent.mjs');
}

/** A directory with everything an agent with the driver `process` needs, and the agents started in it. */
export class AgentHost {
  readonly directory = mkdtempSync(join(tmpdir(), 'engine-room-host-'));
  readonly state = join(this.directory, 'state');
  private readonly agents: ChildProcess[] = [];
  private port = 0;

  constructor(
    private readonly program: string,
    worker = WORKER,
  ) {
    mkdirSync(this.state);
    this.writeWorker(worker);
    writeFileSync(join(this.directory, 'worker.env'), environmentFile([['WORKER_ID', '17']]));
  }

  writeWorker(source: string): void {
    writeFileSync(join(this.directory, 'worker.mjs'), source);
  }

  /** Starts an agent and waits until it listens, or has ended. */
  async start(extra: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
    this.port = this.port || (await freePort());
    const entries = {
      AGENT_DRIVER: 'process',
      AGENT_TOKEN: TOKEN,
      AGENT_HMAC_SECRET: SECRET,
      AGENT_PORT: String(this.port),
      AGENT_BIND: '127.0.0.1',
      AGENT_WORKER_SCRIPT: join(this.directory, 'worker.mjs'),
      AGENT_WORKER_ENV_FILE: join(this.directory, 'worker.env'),
      AGENT_STATE_DIRECTORY: this.state,
      ...extra,
    };
    const file = join(this.directory, 'agent.env');
    writeFileSync(file, environmentFile(Object.entries(entries)));
    const env = { PATH: process.env['PATH'], AGENT_ENV_FILE: file };
    const agent = spawn(process.execPath, [this.program], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    this.agents.push(agent);
    while (agent.exitCode === null && !this.says('agent.json', String(agent.pid))) await wait(20);
    return agent;
  }

  /** The environment with which its verbs `status` and `stop` find this host. */
  ask(verb: 'status' | 'stop'): string {
    const env = { PATH: process.env['PATH'], AGENT_ENV_FILE: join(this.directory, 'agent.env') };
    try {
      return execFileSync(process.execPath, [this.program, verb], { env, encoding: 'utf8' }).trim();
    } catch (error) {
      return String(Reflect.get(Object(error), 'stdout')).trim();
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${COMMAND_PATH}`;
  }

  command(action: string, extra: Readonly<Record<string, unknown>> = {}): Promise<AgentReply> {
    return this.send(JSON.stringify({ command_id: randomUUID(), action, service: SERVICE, ...extra }));
  }

  async send(body: string, { nonce = randomUUID() as string, now = Date.now() } = {}): Promise<AgentReply> {
    const headers = signCommand({ token: TOKEN, secret: SECRET, body, now, nonce });
    const response = await fetch(this.url, { method: 'POST', headers, body });
    return { status: response.status, body: await response.json() };
  }

  /** The worker that is noted now. */
  get workerPid(): number | null {
    try {
      const noted: unknown = JSON.parse(readFileSync(join(this.state, 'worker.json'), 'utf8'));
      return Number(Reflect.get(Object(noted), 'pid'));
    } catch {
      return null;
    }
  }

  async newWorker(than: number | null = null): Promise<number> {
    for (;;) {
      const pid = this.workerPid;
      if (pid !== null && pid !== than && isRunning(pid)) return pid;
      await wait(20);
    }
  }

  /** Everybody who was started from here and lives, as the system tells it. */
  get workers(): readonly number[] {
    const told = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
    const lines = told.filter((line) => line.includes(join(this.directory, 'worker.mjs')) && !/^\s*\d+\s+Z/.test(line));
    return lines.map((line) => Number.parseInt(line, 10));
  }

  says(file: string, word: string): boolean {
    try {
      return readFileSync(join(this.state, file), 'utf8').includes(word);
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    for (const agent of this.agents) {
      if (agent.exitCode !== null || agent.signalCode !== null) continue;
      agent.kill('SIGTERM');
      await once(agent, 'exit');
    }
    for (const pid of this.workers) process.kill(pid, 'SIGKILL');
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function repository(): string {
  return join(import.meta.dirname, '../../../..');
}
