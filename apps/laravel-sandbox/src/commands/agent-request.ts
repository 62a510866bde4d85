import { COMMAND_PATH, type SignedHeaders, signCommand } from '@app/agent-protocol';
import type { ServerCommand } from '@app/contracts';

export interface AgentCommandFacts {
  readonly commandId: string;
  readonly action: ServerCommand;
  readonly service: string;
  readonly timeoutSeconds: number;
  readonly reason: string | null;
}

export interface SigningConfig {
  readonly token: string;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly nonce: string;
  readonly requestId: string | null;
}

/** A request to an agent: the bytes of its body are those that were signed. */
export interface AgentRequest {
  readonly url: string;
  readonly headers: SignedHeaders & Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The signed request of a command (contract 6.1).
 * @param resendsSlashes the known defect of 6.2: the body is signed with `/` and sent with `\/`
 */
export function agentRequest(
  baseUrl: string,
  facts: AgentCommandFacts,
  { token, secret, now, nonce, requestId }: SigningConfig,
  resendsSlashes: boolean,
): AgentRequest {
  const signed = JSON.stringify({
    command_id: facts.commandId,
    action: facts.action,
    service: facts.service,
    timeout_seconds: facts.timeoutSeconds,
    ...(facts.reason !== null && { reason: facts.reason }),
  });
  return {
    url: `${baseUrl.replace(/\/+$/, '')}${COMMAND_PATH}`,
    headers: {
      ...signCommand({ token, secret, body: signed, now, nonce }),
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(requestId !== null && { 'X-Request-Id': headerText(requestId) }),
    },
    body: resendsSlashes ? signed.replaceAll('/', '\\/') : signed,
  };
}

/** Only what HTTP allows in a header's value. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
