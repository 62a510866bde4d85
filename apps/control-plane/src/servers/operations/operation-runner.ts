import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { LaravelClient, LaravelError, LaravelLists } from '@app/laravel-client';
import { Clock } from '@app/service';
import { wireTime } from '../../common/wire-time.js';
import { AppConfig } from '../../config/app-config.js';
import { laravelFailure } from '../../laravel/laravel-failure.js';
import { OperationsStore } from './operations.store.js';
import {
  LOST_ANSWER,
  type OperationResult,
  SEND_WITHIN_MS,
  type ServerOperations,
  type StoredOperation,
  finished,
  resultOf,
  sent,
} from './server-operations.js';

const REDIS_AGAIN_MS = 500;
const LOOK_AGAIN_MS = 2_000;
const LOOKS = 10;
/** Laravel notes a command before it asks the agent: what it does not show by now, it hardly ever got. */
const LOOKS_IN_VAIN = 3;
/** How long a result is kept for a Redis that is away. */
const TELL_WITHIN_MS = 60_000;

/** Carries out accepted operations: each is sent once, and a lost answer is looked for, never asked for by repeating. */
@Injectable()
export class OperationRunner implements OnApplicationShutdown {
  private readonly log = new Logger(OperationRunner.name);
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly client: LaravelClient,
    private readonly lists: LaravelLists,
    private readonly store: OperationsStore,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Begins; returns at once. */
  run(serverId: number, operation: StoredOperation): void {
    const run = this.carryOut(serverId, operation)
      .catch((error: unknown) => {
        this.log.error({ msg: 'operation broke', operation: operation.id, because: String(error) });
      })
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** What is being sent may finish; what is left unfinished shows as timed out. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const patience = wait(this.config.shutdownTimeoutMs, undefined, { ref: false });
    await Promise.race([Promise.allSettled(this.running), patience]);
  }

  private async carryOut(serverId: number, operation: StoredOperation): Promise<void> {
    const { id, actor } = operation;
    const isMine = await this.write(serverId, operation, 'send', SEND_WITHIN_MS, (current, now) =>
      sent(current, id, now),
    );
    if (!isMine) return;
    const result = await this.send(serverId, operation);
    this.lists.forget();
    this.log.log({ msg: 'host command ended', server_id: serverId, operation: id, actor, state: result.state });
    await this.write(serverId, operation, result.state, TELL_WITHIN_MS, (current, now) =>
      finished(current, id, result, now),
    );
  }

  private async send(serverId: number, { id, action, reason, actor }: StoredOperation): Promise<OperationResult> {
    const context = { requestId: id, actor };
    try {
      return resultOf(await this.client.runCommand(serverId, { action, reason, idempotencyKey: id }, context));
    } catch (error) {
      if (!(error instanceof LaravelError)) throw error;
      if (!error.mayHaveHappened) {
        return { state: 'failed', output: laravelFailure(error).message, commandId: null };
      }
      return this.lookFor(serverId, id);
    }
  }

  /** Laravel's list tells the newest command's request id, which is the operation's. Reading it repeats nothing. */
  private async lookFor(serverId: number, id: string): Promise<OperationResult> {
    let unseen = 0;
    for (let look = 0; look < LOOKS && unseen < LOOKS_IN_VAIN && !this.stopping.signal.aborted; look += 1) {
      await wait(LOOK_AGAIN_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      this.lists.forget();
      const copied = await this.lists.servers({ requestId: id }, { maxAgeMs: 0 }).catch(() => null);
      if (copied === null || copied.problem !== null) continue;
      const server = copied.value.servers.find((one) => one.id === serverId);
      if (server?.last_command_request_id !== id) {
        unseen += 1;
        continue;
      }
      const { last_command_status: status, last_agent_error: output } = server;
      if (status === 'success') return { state: 'succeeded', output: null, commandId: null };
      if (status === 'failed') return { state: 'failed', output, commandId: null };
    }
    return { state: 'timed_out', output: LOST_ANSWER, commandId: null };
  }

  /**
   * Writes what `rule` makes of the operations, again while Redis is away.
   * @returns false when the rule has nothing to write, or there was no Redis in time
   */
  private async write(
    serverId: number,
    { actor, action, reason, id }: StoredOperation,
    step: string,
    withinMs: number,
    rule: (current: ServerOperations, now: number) => ServerOperations | null,
  ): Promise<boolean> {
    const deadline = this.clock.now() + withinMs;
    for (;;) {
      const now = this.clock.now();
      const before = this.store.find(serverId);
      const next = rule(before, now);
      if (next === null) return false;
      const entry = {
        kind: 'server.operation',
        at: wireTime(now),
        actor,
        source: 'automation',
        action: `${action}.${step}`,
        target: String(serverId),
        reason,
        request_id: id,
        before,
        after: next,
      } as const;
      const answer = await this.store.save(String(serverId), next, entry).catch(() => 'away' as const);
      if (answer === 'saved') return true;
      if (this.clock.now() > deadline) return false;
      await wait(REDIS_AGAIN_MS);
    }
  }
}
