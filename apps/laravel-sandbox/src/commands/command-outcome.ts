import type { ServerCommand } from '@app/contracts';
import { laravelTime } from '../common/laravel-time.js';
import type { EngineServerRow } from '../database/rows.js';
import type { AgentReply } from './agent-client.js';

/** What a reply does to the command and to its server (contract 6.2, step 5). */
export interface CommandOutcome {
  readonly status: 'success' | 'failed';
  readonly errorMessage: string | null;
  readonly agentCommandId: string | null;
  readonly agentResponse: unknown;
  readonly server: Partial<Pick<EngineServerRow, 'lastAgentSeenAt' | 'lastAgentError' | 'lastAgentStatus'>>;
}

/** A body that is no JSON object counts as an empty one, which with a 2xx is a success. */
export function outcomeOf(reply: AgentReply, action: ServerCommand, now: number): CommandOutcome {
  if (reply.kind === 'silent') return noReply(reply.because, action, now);
  const body = parsedObject(reply.text);
  const agentCommandId = textOf(body['agent_command_id']);
  if (reply.status >= 200 && reply.status < 300 && body['status'] !== 'failed') {
    const server = { lastAgentSeenAt: now, lastAgentError: null, lastAgentStatus: body };
    return { status: 'success', errorMessage: null, agentCommandId, agentResponse: body, server };
  }
  const errorMessage = textOf(body['message']) ?? `Agent request failed with status ${reply.status}.`;
  const server = { lastAgentError: errorMessage, lastAgentStatus: body };
  return { status: 'failed', errorMessage, agentCommandId, agentResponse: body, server };
}

/** Nobody answered, or nobody was asked: what the service does is unknown from then on. */
export function noReply(because: string, action: ServerCommand, now: number): CommandOutcome {
  const said = {
    status: 'failed',
    action,
    service_state: 'unknown',
    message: because,
    checked_at: laravelTime(now),
  };
  return {
    status: 'failed',
    errorMessage: because,
    agentCommandId: null,
    agentResponse: said,
    server: { lastAgentError: because, lastAgentStatus: said },
  };
}

function parsedObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
