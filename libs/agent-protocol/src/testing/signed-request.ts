import { randomUUID } from 'node:crypto';
import { COMMAND_PATH } from '../agent-command.js';
import type { AgentRequest, AgentRules } from '../check-request.js';
import { signCommand } from '../signature.js';

export const RULES: AgentRules = {
  token: 'agent-token',
  secret: 'agent-secret',
  signatureTtlSeconds: 60,
  allowedService: 'vev-worker.service',
};

interface RequestWish {
  readonly now: number;
  readonly body?: Uint8Array | string;
  readonly nonce?: string;
  readonly token?: string;
  readonly secret?: string;
}

/** A request as the signing side sends it and Node's HTTP server hands it over. */
export function signedRequest({ now, body = '{"action":"status"}', nonce, token, secret }: RequestWish): AgentRequest {
  const headers = signCommand({
    token: token ?? RULES.token,
    secret: secret ?? RULES.secret,
    body,
    now,
    nonce: nonce ?? randomUUID(),
  });
  return {
    method: 'POST',
    path: COMMAND_PATH,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body),
  };
}
