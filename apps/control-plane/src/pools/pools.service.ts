import { Injectable, Logger } from '@nestjs/common';
import type { PoolRow } from '@app/contracts';
import { Clock } from '@app/service';
import { wireTime } from '../common/wire-time.js';
import { requireLoaded, writeDecision } from '../journal/write-decision.js';
import { FleetReader } from '../workers/fleet-reader.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import { type PoolIntent, scaled } from './pool-intent.js';
import { PoolIntentsStore } from './pool-intents.store.js';
import { poolRows } from './pool-rows.js';

export interface ScaleWish {
  readonly desired: number;
  readonly actor: string;
  readonly reason: string;
  readonly requestId: string;
}

/** Runtime pools: who is in them, and how many somebody wants in them. */
@Injectable()
export class PoolsService {
  private readonly log = new Logger(PoolsService.name);

  constructor(
    private readonly reader: FleetReader,
    private readonly intents: PoolIntentsStore,
    private readonly clock: Clock,
  ) {}

  /** Every pool as of `now`, by name. */
  rows(workers: readonly WorkerFacts[], now: number): PoolRow[] {
    return poolRows(workers, this.intents.entries(), now);
  }

  list(): PoolRow[] {
    const now = this.clock.now();
    return this.rows(this.reader.facts(now), now);
  }

  /**
   * Says how many workers a pool shall have; an unknown pool comes into being by it. Starts and stops nothing.
   * @throws Failure intents_unknown, intent_changed, or store_unavailable whose text says whether it may have happened
   */
  async scale(pool: string, wish: ScaleWish): Promise<PoolIntent> {
    requireLoaded(this.intents);
    const before = this.intents.find(pool);
    const { actor, reason, desired, requestId } = wish;
    const at = wireTime(this.clock.now());
    const next = scaled(before, desired, { actor, reason, at, expires_at: null });
    await writeDecision(this.intents, next, {
      kind: 'pool.intent',
      at,
      actor,
      source: 'operator',
      action: 'scale',
      target: pool,
      reason,
      request_id: requestId,
      before,
    });
    this.log.log({ msg: 'pool scaled', pool, desired, actor, revision: next.revision, request_id: requestId });
    return next;
  }
}
