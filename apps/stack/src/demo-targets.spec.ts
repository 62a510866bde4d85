import { once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Demonstration, wantTheFleet } from './demo-targets.js';

const REDIS = {} as NonNullable<Demonstration['redis']>; // that it is there is all that counts

describe('the targets of the demonstration', () => {
  let server: Server;
  let asked: string[];
  let answerPools: (response: ServerResponse) => void;
  let stack: Demonstration;

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push(`${request.method} ${request.url} ${body}`.trim());
        if (request.method === 'GET') answerPools(response);
        else response.end('{}');
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    stack = { url: `http://127.0.0.1:${port}`, token: 'token', redis: REDIS };
    answerPools = pools([
      { pool: 'eu', online: 2, revision: 0 },
      { pool: 'us', online: 1, revision: 3 },
    ]);
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const pools = (data: readonly object[]) => (response: ServerResponse) => response.end(JSON.stringify({ data }));
  const never = new AbortController().signal;

  it('are as many workers as came, where nobody has said otherwise', async () => {
    await wantTheFleet(stack, 3, never);
    expect(asked).toEqual([
      'GET /api/pools',
      'POST /api/pools/eu/scale {"desired":2,"reason":"size of the demonstration"}',
    ]);
  });

  it("are not written into somebody else's Redis", async () => {
    await wantTheFleet({ ...stack, redis: null }, 3, never);
    expect(asked).toEqual([]);
  });

  it('are not written when there are no workers', async () => {
    await wantTheFleet(stack, 0, never);
    expect(asked).toEqual([]);
  });

  it.each([
    ['waits for the fleet', () => pools([])],
    ['waits for an answer', () => () => undefined],
  ])('are given up at once while one %s', async (_, answering) => {
    const ended = new AbortController();
    answerPools = (response) => {
      answering()(response);
      setTimeout(() => ended.abort(), 50);
    };
    const startedAt = Date.now();
    await expect(wantTheFleet(stack, 3, ended.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(Date.now() - startedAt).toBeLessThan(5_000); // it would wait for half a minute
    expect(asked).toEqual(['GET /api/pools']);
  });
});
