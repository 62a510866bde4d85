import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  checkRequest,
  COMMAND_PATH,
  type AgentAnswer,
  type AgentCommand,
  type AgentRequest,
  type AgentRules,
} from '@app/agent-protocol';
import type { Log } from '../log.js';
import { CommandQueue } from './command-queue.js';
import type { NonceBook } from './nonce-book.js';
import { CallerLeft, readBody } from './read-body.js';
import type { CommandOutcome, ServiceDriver } from './service-driver.js';
import { Strangers } from './strangers.js';

const BODY_BYTES = 65_536;
/** Of all callers; those who prove nothing have limits of their own. */
const CONNECTIONS = 128;

export interface CommandServerParts {
  readonly rules: AgentRules;
  readonly driver: ServiceDriver;
  readonly nonces: NonceBook;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Reply {
  readonly status: number;
  readonly body: AgentAnswer;
}

/** The agent's HTTP side (contract, section 6.1). The caller listens with it and closes it. */
export function commandServer(parts: CommandServerParts): Server {
  const queue = new CommandQueue(parts.driver);
  const strangers = new Strangers();
  const server = createServer(
    {
      maxHeaderSize: 8_192,
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000, // how late the two limits above may be noticed
    },
    (request, response) => {
      answer(request, response, parts, queue, strangers)
        .catch((error: unknown): Reply => {
          if (error instanceof CallerLeft) {
            parts.log('warn', 'caller left before its request ended'); // said once a minute: anybody can do that
            return refusal(400, 'request_incomplete');
          }
          parts.log('error', 'command failed', { problem: String(error) });
          return refusal(500, 'internal_error');
        })
        .then((reply) => send(response, reply))
        .catch((error: unknown) => parts.log('warn', 'answer not sent', { problem: String(error) }));
    },
  );
  server.maxConnections = CONNECTIONS;
  server.on('connection', (socket) => strangers.admit(socket));
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { rules, nonces, log, now }: CommandServerParts,
  queue: CommandQueue,
  strangers: Strangers,
): Promise<Reply> {
  const method = request.method ?? '';
  const [path = ''] = (request.url ?? '').split('?');
  // Nothing is read for those whom no body can help.
  if (method !== 'POST') return refusal(501, 'unsupported_method');
  if (path !== COMMAND_PATH) return refusal(404, 'not_found');
  const body = await readBody(request, BODY_BYTES);
  if (body === null) return refusal(413, 'body_too_large');

  const asked: AgentRequest = { method, path, headers: singleHeaders(request), body };
  const checked = checkRequest(asked, rules, nonces.memory, now());
  // Before anything is done: a nonce that is lost with the agent could be used a second time.
  nonces.keep(checked.memory);
  if (checked.kind === 'refused') {
    log('warn', 'request refused', { status: checked.status, because: checked.message });
    return refusal(checked.status, checked.message);
  }
  strangers.known(request.socket);
  const commandId = randomUUID();
  const outcome = await queue.run(checked.command, () => response.destroyed);
  log('info', 'command ended', { agent_command_id: commandId, action: checked.command.action, ...told(outcome) });
  return replyOf(outcome, checked.command, commandId);
}

function replyOf(outcome: CommandOutcome, { action, service }: AgentCommand, commandId: string): Reply {
  if (outcome.kind === 'timed_out') {
    return { status: 504, body: { status: 'failed', agent_command_id: commandId, message: 'command_timeout' } };
  }
  const facts = { agent_command_id: commandId, service, action, service_state: outcome.serviceState };
  return outcome.exitCode === 0
    ? { status: 200, body: { status: 'success', ...facts, output: outcome.output } }
    : { status: 422, body: { status: 'failed', ...facts, message: outcome.output } };
}

function refusal(status: number, message: string): Reply {
  return { status, body: { status: 'failed', message } };
}

function told(outcome: CommandOutcome): Readonly<Record<string, unknown>> {
  return outcome.kind === 'ended'
    ? { exit_code: outcome.exitCode, service_state: outcome.serviceState }
    : { outcome: outcome.kind };
}

function singleHeaders({ headers }: IncomingMessage): AgentRequest['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function send(response: ServerResponse, { status, body }: Reply): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  // One command, one connection: callers come rarely, and a refused body may still be on its way.
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    Connection: 'close',
  });
  response.end(text);
}
