import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { JournalEntry } from '@app/contracts';
import { Clock, Rounds } from '@app/service';
import { wireTime } from '../common/wire-time.js';
import { type WorkerIntent, withoutExpired } from './worker-intent.js';
import { WorkerIntentsStore } from './worker-intents.store.js';

const LOOK_EVERY_MS = 1_000;

/**
 * Nothing expires silently: what has stopped counting is written as such, with a journal entry. Every replica looks;
 * the revision lets one of them win. That it no longer counts does not wait for this.
 */
@Injectable()
export class IntentExpiry implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(IntentExpiry.name);
  private readonly rounds = new Rounds('expiry of intents', LOOK_EVERY_MS, () => this.look());

  constructor(
    private readonly intents: WorkerIntentsStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  async look(): Promise<void> {
    const now = this.clock.now();
    for (const [workerId, intent] of [...this.intents.entries()]) {
      const next = withoutExpired(intent, now);
      if (next !== null && !(await this.expire(workerId, intent, next, now))) return;
    }
  }

  /** @returns false when Redis is away: the next look tries again */
  private async expire(workerId: string, before: WorkerIntent, next: WorkerIntent, now: number): Promise<boolean> {
    const entry: JournalEntry = {
      kind: 'worker.intent',
      at: wireTime(now),
      actor: 'control-plane',
      source: 'automation',
      action: 'expire',
      target: workerId,
      reason: 'The time that was set for it is over',
      request_id: null,
      before,
      after: next,
    };
    try {
      const answer = await this.intents.save(workerId, next, entry);
      if (answer === 'saved') this.log.log({ msg: 'intent expired', worker_id: workerId, revision: next.revision });
      return true;
    } catch {
      return false;
    }
  }
}
