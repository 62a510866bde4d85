import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { Operation, ServerCommand } from '@app/contracts';
import { Clock } from '@app/service';
import { Failure } from '../../common/failure.js';
import { wireTime } from '../../common/wire-time.js';
import { requireLoaded, writeDecision } from '../../journal/write-decision.js';
import { RegistryReader } from '../registry-reader.js';
import { commandRefusal, serverRow } from '../server-row.js';
import { OperationRunner } from './operation-runner.js';
import { OperationsStore } from './operations.store.js';
import { type StoredOperation, accept, operationView } from './server-operations.js';

/** What an operator wants done to a host's process. */
export interface CommandWish {
  readonly action: ServerCommand;
  readonly actor: string;
  readonly reason: string;
  /** The caller's own key for this click; null when it has none. */
  readonly key: string | null;
  readonly requestId: string;
}

/** Commands to hosts. They start and stop processes; no runtime intent is ever changed from here. */
@Injectable()
export class OperationsService {
  private readonly log = new Logger(OperationsService.name);

  constructor(
    private readonly registry: RegistryReader,
    private readonly store: OperationsStore,
    private readonly runner: OperationRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Accepts a command: from then on it is carried out at most once, whatever happens to the caller.
   * @returns the operation; the same one again when the key was used for it before
   * @throws Failure agent_not_enabled, match_ambiguous, operation_in_progress, idempotency_key_reused, those of the
   * registry, and those of writing a decision. Nothing was sent then.
   */
  async command(serverId: number, wish: CommandWish): Promise<Operation> {
    requireLoaded(this.store);
    const repeated = this.repeatOf(serverId, wish);
    if (repeated !== null) return this.view(serverId, repeated);
    await this.requireCommandable(serverId, wish);
    const now = this.clock.now();
    const { action, actor, reason } = wish;
    const before = this.store.find(serverId);
    const acceptance = accept(before, { id: randomUUID(), key: wish.key ?? randomUUID(), action, actor, reason }, now);
    switch (acceptance.kind) {
      case 'repeated':
        return this.view(serverId, acceptance.operation);
      case 'key_reused':
        throw keyReused(acceptance.operation);
      case 'busy':
        throw busy(acceptance.operation);
      case 'accepted': {
        await writeDecision(this.store, acceptance.next, {
          kind: 'server.operation',
          at: wireTime(now),
          actor,
          source: 'operator',
          action,
          target: String(serverId),
          reason,
          request_id: wish.requestId,
          before,
        });
        const { operation } = acceptance;
        this.log.log({ msg: 'host command accepted', server_id: serverId, action, actor, operation: operation.id });
        this.runner.run(serverId, operation);
        return this.view(serverId, operation);
      }
    }
  }

  /** The newest operations of a server, newest first. */
  list(serverId: number): readonly Operation[] {
    return this.store.find(serverId).operations.map((operation) => this.view(serverId, operation));
  }

  /** @throws Failure not_found when it is not among the newest of this server */
  one(serverId: number, operationId: string): Operation {
    const operation = this.store.find(serverId).operations.find(({ id }) => id === operationId);
    if (operation !== undefined) return this.view(serverId, operation);
    throw new Failure('not_found', `Server ${serverId} has no such operation among its newest.`);
  }

  /** Looked for before the registry is read: the answer to a repeated click must not depend on Laravel. */
  private repeatOf(serverId: number, { key, action }: CommandWish): StoredOperation | null {
    const known = key === null ? undefined : this.store.find(serverId).operations.find((one) => one.key === key);
    if (known !== undefined && known.action !== action) throw keyReused(known);
    return known ?? null;
  }

  private async requireCommandable(serverId: number, { actor, requestId }: CommandWish): Promise<void> {
    const facts = await this.registry.readForDecision(serverId, { actor, requestId });
    const refusal = commandRefusal(facts.server, serverRow(facts, this.clock.now()).runtime);
    if (refusal !== null) throw new Failure(refusal.code, `${refusal.message} Nothing was sent.`);
  }

  private view(serverId: number, operation: StoredOperation): Operation {
    return operationView(serverId, operation, this.clock.now());
  }
}

function busy({ action, actor }: StoredOperation): Failure {
  const message = `A ${action} by ${actor} is still being carried out on this host. Nothing was sent; wait until it is over.`;
  return new Failure('operation_in_progress', message, { retryAfterSeconds: 5 });
}

function keyReused({ action }: StoredOperation): Failure {
  const message = `This Idempotency-Key was used for a ${action} of the same server. Nothing was sent.`;
  return new Failure('idempotency_key_reused', message);
}
