import type { LaravelCommand } from '@app/contracts';
import { laravelTime } from '../common/laravel-time.js';
import type { CommandRow } from '../database/rows.js';

/** A command as the internal API shows it (contract 6.2): without the agent's response. */
export function commandRecord(command: CommandRow): LaravelCommand {
  return {
    id: command.id,
    engine_server_id: command.engineServerId,
    action: command.action,
    status: command.status,
    source: command.source,
    request_id: command.requestId,
    idempotency_key: command.idempotencyKey,
    agent_command_id: command.agentCommandId,
    reason: command.reason,
    error_message: command.errorMessage,
    started_at: laravelTime(command.startedAt),
    finished_at: laravelTime(command.finishedAt),
    created_at: laravelTime(command.createdAt),
    updated_at: laravelTime(command.updatedAt),
  };
}
