import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AgentRules, checkRequest, type NonceMemory, NO_NONCES } from '@app/agent-protocol';
import { AGENT_SECRET, AGENT_TOKEN } from './test-config.js';

const RULES: AgentRules = {
  token: AGENT_TOKEN,
  secret: AGENT_SECRET,
  signatureTtlSeconds: 60,
  allowedService: 'vev-worker.service',
};

export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly afterMs?: number;
}

/** An agent that checks signatures as the real one does and then answers what it was told to. */
export class FakeAgent {
  /** What it executed: requests that passed every check. */
  readonly executed: { readonly action: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  /** Its next answers; without one it reports success. */
  next: FakeAnswer = { status: 200, body: { status: 'success', agent_command_id: 'a-1', service_state: 'active' } };
  private memory: NonceMemory = NO_NONCES;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<FakeAgent> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    const agent = new FakeAgent(server, `http://127.0.0.1:${address.port}`);
    server.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { status, body, afterMs = 0 } = agent.answer(request.method, request.url, request.headers, parts);
        setTimeout(() => response.writeHead(status).end(JSON.stringify(body)), afterMs);
      });
    });
    return agent;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(
    method = '',
    path = '',
    headers: NodeJS.Dict<string | string[]>,
    parts: readonly Buffer[],
  ): FakeAnswer {
    const body = Buffer.concat(parts);
    const checked = checkRequest({ method, path, headers: flat(headers), body }, RULES, this.memory, Date.now());
    this.memory = checked.memory;
    if (checked.kind === 'refused') {
      return { status: checked.status, body: { status: 'failed', message: checked.message } };
    }
    this.executed.push({ action: checked.command.action, body: JSON.parse(body.toString()) });
    return this.next;
  }
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()[0]]));
}
