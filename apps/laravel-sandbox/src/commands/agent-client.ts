import http from 'node:http';
import https from 'node:https';
import { Injectable } from '@nestjs/common';
import type { AgentRequest } from './agent-request.js';

/** What the agent answered, or why there is no answer. */
export type AgentReply =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'silent'; readonly because: string };

export interface CallLimits {
  /** For the whole call. */
  readonly timeoutMs: number;
  readonly verifyTls: boolean;
}

const CONNECT_WITHIN_MS = 10_000; // contract 6.2
const LONGEST_ANSWER = 1024 * 1024;

/** Calls agents: once, without following redirects (contract 6.2). */
@Injectable()
export class AgentClient {
  send({ url, headers, body }: AgentRequest, { timeoutMs, verifyTls }: CallLimits): Promise<AgentReply> {
    return new Promise((resolve) => {
      const fail = (because: string): void => {
        finish({ kind: 'silent', because });
        request.destroy();
      };
      const overall = setTimeout(
        () => fail(`The agent did not answer within ${timeoutMs / 1_000} seconds.`),
        timeoutMs,
      );
      const connecting = setTimeout(() => fail('The agent could not be reached in time.'), CONNECT_WITHIN_MS);
      const finish = (reply: AgentReply): void => {
        clearTimeout(overall);
        clearTimeout(connecting);
        resolve(reply);
      };
      const options = {
        method: 'POST',
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        agent: false,
      };
      const request = url.startsWith('https:')
        ? https.request(url, { ...options, rejectUnauthorized: verifyTls })
        : http.request(url, options);
      request.on('socket', (socket) => socket.once('connect', () => clearTimeout(connecting)));
      request.on('error', (error: NodeJS.ErrnoException) =>
        fail(`The agent could not be reached (${error.code ?? error.message}).`),
      );
      request.on('response', (response) => collect(response, finish, fail));
      request.end(body);
    });
  }
}

function collect(
  response: http.IncomingMessage,
  finish: (reply: AgentReply) => void,
  fail: (because: string) => void,
): void {
  const parts: Buffer[] = [];
  let length = 0;
  response.on('data', (part: Buffer) => {
    length += part.length;
    if (length > LONGEST_ANSWER) fail('The answer of the agent was too long.');
    else parts.push(part);
  });
  response.on('error', () => fail('The agent broke off its answer.'));
  response.on('end', () =>
    finish({ kind: 'answered', status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
  );
}
