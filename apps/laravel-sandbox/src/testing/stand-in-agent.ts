import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type AgentCommand, NO_NONCES, type NonceMemory, checkRequest } from '@app/agent-protocol';
import { AGENT_SECRET, AGENT_TOKEN } from './test-config.js';

export interface AgentAnswerText {
  readonly status: number;
  /** Sent as JSON, a text as it is. */
  readonly body: unknown;
}

/** An agent that checks every signature, and answers what the test wants instead of doing anything. */
export class StandInAgent {
  /** Requests that passed every check. */
  readonly executed: AgentCommand[] = [];
  readonly refused: string[] = [];
  /** Their bodies. */
  readonly bodies: Readonly<Record<string, unknown>>[] = [];
  answer: (command: AgentCommand) => AgentAnswerText | Promise<AgentAnswerText> = done('active');
  private memory: NonceMemory = NO_NONCES;
  private readonly server = http.createServer((request, response) => void this.serve(request, response));

  static async start(): Promise<StandInAgent> {
    const agent = new StandInAgent();
    agent.server.listen(0, '127.0.0.1');
    await once(agent.server, 'listening');
    return agent;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const checked = checkRequest(
      { method: request.method ?? '', path: request.url ?? '', headers, body },
      { token: AGENT_TOKEN, secret: AGENT_SECRET, signatureTtlSeconds: 60, allowedService: 'vev-worker.service' },
      this.memory,
      Date.now(),
    );
    this.memory = checked.memory;
    if (checked.kind === 'refused') {
      this.refused.push(checked.message);
      send(response, { status: checked.status, body: { status: 'failed', message: checked.message } });
      return;
    }
    this.bodies.push(JSON.parse(body.toString('utf8')) as Record<string, unknown>);
    this.executed.push(checked.command);
    send(response, await this.answer(checked.command));
  }
}

/** The command succeeded and left the service in this state. */
export function done(serviceState: string): (command: AgentCommand) => AgentAnswerText {
  return ({ action, service }) => ({
    status: 200,
    body: { status: 'success', agent_command_id: 'agent-1', service, action, service_state: serviceState, output: '' },
  });
}

/** The same, but not at once. */
export function doneAfter(ms: number, serviceState: string): (command: AgentCommand) => Promise<AgentAnswerText> {
  return async (command) => {
    await wait(ms);
    return done(serviceState)(command);
  };
}

/** The command ended badly. */
export function failed(serviceState: string, message: string): (command: AgentCommand) => AgentAnswerText {
  return ({ action, service }) => ({
    status: 422,
    body: { status: 'failed', agent_command_id: 'agent-2', service, action, service_state: serviceState, message },
  });
}

function send(response: http.ServerResponse, { status, body }: AgentAnswerText): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
