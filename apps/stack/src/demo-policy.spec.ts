import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoEnvironment, rollOutFirstPolicy } from './demo-policy.js';
import type { Demonstration } from './demo-targets.js';

const REDIS = {} as NonNullable<Demonstration['redis']>; // that it is there is all that counts

describe('the environment of a demonstration', () => {
  it('has policies and a canary that is quickly judged', () => {
    expect(demoEnvironment({})).toMatchObject({
      PROVIDER_POLICY_ENGINE_ENABLED: 'true',
      POLICY_CANARY_WINDOW_SECONDS: '30',
    });
  });

  it('leaves out what the terminal says', () => {
    const own = demoEnvironment({ PROVIDER_POLICY_ENGINE_ENABLED: 'false', POLICY_CANARY_WINDOW_SECONDS: ' ' });
    expect(own).not.toHaveProperty('PROVIDER_POLICY_ENGINE_ENABLED');
    expect(own).toHaveProperty('POLICY_CANARY_WINDOW_SECONDS');
  });
});

describe('the first policy of a demonstration', () => {
  let server: Server;
  let asked: string[];
  let rollout: object;
  let stack: Demonstration;

  beforeEach(async () => {
    asked = [];
    rollout = { state: 'none' };
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push(`${request.method} ${request.url} ${body}`.trim());
        response.end(JSON.stringify({ data: rollout }));
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    stack = { url: `http://127.0.0.1:${port}`, token: 'token', redis: REDIS };
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const never = new AbortController().signal;

  it('is validated, and then everybody runs it', async () => {
    await rollOutFirstPolicy(stack, never);
    const named = '"version":"v4.2.0","notes":"first policy of the demonstration"';
    expect(asked).toEqual([
      'GET /api/policies/rollout',
      `POST /api/policies/validate {${named}}`,
      `POST /api/policies/promote {${named},"canary_percent":100}`,
    ]);
  });

  it('is not touched where there is one', async () => {
    rollout = { state: 'stable' };
    await rollOutFirstPolicy(stack, never);
    expect(asked).toEqual(['GET /api/policies/rollout']);
  });

  it("is none in somebody else's Redis", async () => {
    await rollOutFirstPolicy({ ...stack, redis: null }, never);
    expect(asked).toEqual([]);
  });
});
