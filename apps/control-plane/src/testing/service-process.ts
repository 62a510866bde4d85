import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../../../../dist/apps/control-plane/src/main.js');
export const TOKEN = 'a-token-for-tests';

/** A request's answer with its body as parsed JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The built service as a process of its own: what a kill does to it cannot be shown otherwise. */
export class ServiceProcess {
  private child: ChildProcess | null = null;
  private output = '';

  private constructor(
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** A service on a free port with this Redis; `environment` adds to the test's own keys. */
  static async start(
    redisAddress: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<ServiceProcess> {
    const service = new ServiceProcess(await freePort(), { REDIS_ADDR: redisAddress, ...environment });
    await service.start();
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it and waits until it listens; not until Redis answers. */
  async start(): Promise<void> {
    const env = { PATH: process.env['PATH'], PORT: String(this.port), CONTROL_PLANE_TOKEN: TOKEN, ...this.environment };
    this.child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (data: Buffer) => (this.output += data.toString()));
    this.child.stderr?.on('data', (data: Buffer) => (this.output += data.toString()));
    await until(
      async () => (await fetch(`${this.url}/health`)).status === 200,
      15_000,
      () => this.output,
    );
  }

  /** Waits until it is ready: Redis answers and the decisions are read. */
  async ready(): Promise<void> {
    await until(
      async () => (await this.get('/api/health/ready')).status === 200,
      10_000,
      () => this.output,
    );
  }

  /** @returns the exit code */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  get(route: string): Promise<Answer> {
    return this.call('GET', route);
  }

  post(route: string, body: object = {}): Promise<Answer> {
    return this.call('POST', route, body);
  }

  /** A beat; what is absent is as a fresh worker sends it. */
  beat(workerId: string, status = 'running', more: object = {}): Promise<Answer> {
    return this.post('/api/workers/heartbeat', { worker_id: workerId, pool: 'edge-eu', status, ...more });
  }

  private async call(method: string, route: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}${route}`, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }
}

/** Asks again and again until the answer is yes. @throws when it is not within the time; `why` is added to the message */
export async function until(condition: () => Promise<boolean>, withinMs: number, why = () => ''): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await condition().catch(() => false)) return;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${withinMs} ms. ${why()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
