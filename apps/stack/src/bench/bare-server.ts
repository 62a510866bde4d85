import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';

/** What the parent asks for: with a Redis, each beat is one SET; without, it is parsed and answered. */
export interface BareOrder {
  readonly redisPort: number | null;
}

const ANSWER = JSON.stringify({ desired_state: 'running', commands: [] });

/** The least that a control plane can do with a beat: parse it, keep it, answer. */
function serve(redis: Redis | null): void {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void beat(redis, parts, request, response));
  });
  server.listen(0, '127.0.0.1', () => {
    process.send?.((server.address() as AddressInfo).port); // a listening TCP server has this kind of address
  });
}

async function beat(redis: Redis | null, parts: readonly Buffer[], request: IncomingMessage, response: ServerResponse) {
  const text = Buffer.concat(parts).toString();
  const { worker_id: workerId } = JSON.parse(text) as { worker_id: string };
  if (redis && request.method === 'POST') await redis.set(`bench:worker:${workerId}`, text);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length });
  response.end(ANSWER);
}

process.once('message', ({ redisPort }: BareOrder) => {
  serve(redisPort === null ? null : new Redis(redisPort, '127.0.0.1', { enableAutoPipelining: true }));
});
process.on('disconnect', () => process.exit());
