import path from 'node:path';
import { Program, freePort, until } from '@app/testing';

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
  private readonly program: Program;

  private constructor(
    readonly port: number,
    environment: Readonly<Record<string, string>>,
  ) {
    this.program = new Program(MAIN, { PORT: String(port), CONTROL_PLANE_TOKEN: TOKEN, ...environment });
  }

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
  start(): Promise<void> {
    return this.program.start(`${this.url}/health`, 15_000);
  }

  /** Waits until it is ready: Redis answers and the decisions are read. */
  async ready(): Promise<void> {
    await until(
      async () => (await this.get('/api/health/ready')).status === 200,
      10_000,
      () => this.program.output,
    );
  }

  /** @returns the exit code */
  async stop(): Promise<number | null> {
    return this.program.end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.program.end('SIGKILL');
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

  /** Any request, with the operator's token; headers add. */
  async call(method: string, route: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${route}`, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  }
}
