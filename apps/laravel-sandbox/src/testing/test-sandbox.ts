import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { StoppedClock } from '@app/service';
import { freePort } from '@app/testing';
import { createApp } from '../create-app.js';
import { Database } from '../database/database.js';
import { newDataDirectory } from './data-directory.js';
import { type Answer, type CallOptions, call } from './json-call.js';
import { INTERNAL_TOKEN, testConfig, VERIFIER_TOKEN } from './test-config.js';

/** For `beforeAll`: a busy machine takes its time over a database. */
export const STARTS_WITHIN_MS = 30_000;

/** The sandbox in this process, with HTTP, a database of its own and a clock that stands still. */
export class TestSandbox {
  private constructor(
    readonly app: NestExpressApplication,
    readonly clock: StoppedClock,
    readonly url: string,
    private readonly removeData: () => Promise<void>,
  ) {}

  /** `environment` adds to `testEnvironment`; the clock begins at the whole second of now. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<TestSandbox> {
    const data = await newDataDirectory();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const own = { DATA_DIR: data.path, SANDBOX_HOST_FILES: data.hostFiles, APP_URL: url };
    const clock = new StoppedClock(Math.floor(Date.now() / 1_000) * 1_000);
    const app = await createApp(testConfig({ ...own, ...environment }), { logs: false, clock });
    await app.listen(port);
    return new TestSandbox(
      app,
      clock,
      `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`,
      data.remove,
    );
  }

  get database(): Database['connection'] {
    return this.app.get(Database).connection;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.removeData();
  }

  /** A call with the internal token; `route` from the root. */
  internal(method: string, route: string, { body, headers = {} }: CallOptions = {}): Promise<Answer> {
    return this.call(method, route, { body, headers: { 'X-Internal-Token': INTERNAL_TOKEN, ...headers } });
  }

  /** A call with the verifier token; `route` from the root. */
  verifier(method: string, route: string, { body, headers = {} }: CallOptions = {}): Promise<Answer> {
    return this.call(method, route, { body, headers: { Authorization: `Bearer ${VERIFIER_TOKEN}`, ...headers } });
  }

  /** Any call: of a route, or of a whole address. */
  call(method: string, route: string, { body, headers = {} }: CallOptions = {}): Promise<Answer> {
    const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
    return call(method, new URL(route, this.url), { body, headers: { ...json, ...headers } });
  }
}
