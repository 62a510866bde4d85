import { randomUUID } from 'node:crypto';
import { clampTimeout } from '@app/agent-protocol';
import type { LaravelCommand } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { and, asc, eq } from 'drizzle-orm';
import { AuditLog } from '../audit/audit-log.js';
import { wantsAgent } from '../bundles/bundle-config.js';
import { Clock } from '@app/service';
import { UuidV7 } from '../common/uuid-v7.js';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Database } from '../database/database.js';
import { onlyRow } from '../database/only-row.js';
import type { CommandRow, EngineServerRow } from '../database/rows.js';
import { commands, engineServers } from '../database/schema/index.js';
import type { Trigger } from '../http/api.decorators.js';
import { EnvelopeFailure } from '../http/failures.js';
import type { Input } from '../http/input.js';
import { isFine, validate } from '../validation/validate.js';
import { AgentClient } from './agent-client.js';
import { agentRequest } from './agent-request.js';
import { COMMAND_RULES, type CommandWish, commandWish, refuseWhatDoesNotFit } from './command-input.js';
import { type CommandOutcome, noReply, outcomeOf } from './command-outcome.js';
import { commandRecord } from './command-record.js';

/** Commands to hosts (contract 6.2): executed within the request, once, never cancelled. */
@Injectable()
export class CommandsService {
  private readonly ids = new UuidV7();

  constructor(
    private readonly config: SandboxConfig,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly agent: AgentClient,
  ) {}

  /**
   * Executes a command, or answers the one that has this idempotency key already, whatever it was and however it ended.
   * @throws EnvelopeFailure validation_failed
   */
  async execute(server: EngineServerRow, input: Input, trigger: Trigger): Promise<LaravelCommand> {
    const errors = await validate(input, COMMAND_RULES);
    if (!isFine(errors)) throw new EnvelopeFailure('validation_failed', 'Validation failed.', { errors });
    const wish = commandWish(input, trigger, this.config.quirks);
    const known = await this.withKey(server, wish.idempotencyKey);
    if (known !== undefined) return commandRecord(known);
    refuseWhatDoesNotFit(wish, this.config.quirks);
    const command = await this.insert(server, wish);
    if (command === null)
      return commandRecord(onlyRow([await this.withKey(server, wish.idempotencyKey)].flatMap(some)));
    const outcome = await this.ask(server, command);
    return commandRecord(await this.finish(server, command, outcome, trigger));
  }

  /** @throws EnvelopeFailure command_not_found when it is another server's */
  read(server: EngineServerRow, command: CommandRow): LaravelCommand {
    if (command.engineServerId !== server.id) {
      throw new EnvelopeFailure('command_not_found', 'Command not found for this server.');
    }
    return commandRecord(command);
  }

  /** All commands of a server with the agent's responses, the oldest first. */
  async all(server: EngineServerRow): Promise<readonly CommandRow[]> {
    const isIts = eq(commands.engineServerId, server.id);
    return this.database.connection.select().from(commands).where(isIts).orderBy(asc(commands.id));
  }

  private async withKey(server: EngineServerRow, key: string | null): Promise<CommandRow | undefined> {
    if (key === null) return undefined;
    const isIt = and(eq(commands.engineServerId, server.id), eq(commands.idempotencyKey, key));
    const [command] = await this.database.connection.select().from(commands).where(isIt);
    return command;
  }

  /** Null when a parallel request with the same key was faster. */
  private async insert(server: EngineServerRow, wish: CommandWish): Promise<CommandRow | null> {
    const now = this.clock.now();
    const [command] = await this.database.connection
      .insert(commands)
      .values({
        id: this.ids.next(now),
        engineServerId: server.id,
        ...wish,
        startedAt: now,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning();
    return command ?? null;
  }

  private async ask(server: EngineServerRow, command: CommandRow): Promise<CommandOutcome> {
    const { token, secret } = this.config.agent;
    const obstacle = obstacleTo(server, token !== '' && secret !== '');
    if (obstacle !== null || server.agentBaseUrl === null) {
      return noReply(obstacle ?? '', command.action, this.clock.now());
    }
    const timeoutSeconds = clampTimeout(server.agentTimeoutSeconds);
    const facts = { commandId: command.id, action: command.action, service: server.agentServiceName, timeoutSeconds };
    const request = agentRequest(
      server.agentBaseUrl,
      { ...facts, reason: command.reason },
      { token, secret, now: this.clock.now(), nonce: randomUUID(), requestId: command.requestId },
      this.config.quirks.slashBreaksSignature,
    );
    const limits = { timeoutMs: timeoutSeconds * 1_000, verifyTls: server.agentVerifyTls };
    return outcomeOf(await this.agent.send(request, limits), command.action, this.clock.now());
  }

  private async finish(
    server: EngineServerRow,
    command: CommandRow,
    { server: ofServer, ...ofCommand }: CommandOutcome,
    trigger: Trigger,
  ): Promise<CommandRow> {
    const now = this.clock.now();
    return this.database.connection.transaction(async (transaction) => {
      await transaction
        .update(engineServers)
        .set({ ...ofServer, updatedAt: now })
        .where(eq(engineServers.id, server.id));
      const finished = await transaction
        .update(commands)
        .set({ ...ofCommand, finishedAt: now, updatedAt: now })
        .where(eq(commands.id, command.id))
        .returning();
      const subject = { type: 'EngineServer', id: server.id };
      const specifics = { command_id: command.id, action: command.action, status: ofCommand.status };
      await this.audit.writeInternal(transaction, 'engine_server_command_executed', subject, trigger, specifics);
      // Deleted meanwhile with its server: the caller still learns what happened.
      return finished[0] ?? { ...command, ...ofCommand, finishedAt: now, updatedAt: now };
    });
  }
}

/** Why no agent is asked at all; null when one is (contract 6.2, step 3). */
function obstacleTo(server: EngineServerRow, hasSecrets: boolean): string | null {
  if (!wantsAgent(server)) return 'Agent control is not enabled for this server.';
  if (server.agentBaseUrl === null) return 'The agent address of this server is not configured.';
  return hasSecrets ? null : 'The agent token or HMAC secret is not configured.';
}

function some<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
