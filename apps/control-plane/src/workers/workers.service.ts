import { Injectable, Logger } from '@nestjs/common';
import type { JournalEntry, WorkerAction } from '@app/contracts';
import type { Recorded } from '@app/redis';
import { Clock } from '@app/service';
import { Failure } from '../common/failure.js';
import { wireTime } from '../common/wire-time.js';
import { JournalService } from '../journal/journal.service.js';
import { requireLoaded, writeDecision } from '../journal/write-decision.js';
import { FleetView } from './fleet-view.js';
import {
  type DecisionRecord,
  type Outcome,
  type WorkerIntent,
  drain,
  pause,
  quarantine,
  resume,
  unquarantine,
} from './worker-intent.js';
import { WorkerIntentsStore } from './worker-intents.store.js';

/** What an operator wants done to a worker's runtime. */
export interface ActionWish {
  readonly actor: string;
  readonly reason: string;
  /** How long it shall count; null means until somebody changes it. */
  readonly forMs: number | null;
  readonly requestId: string;
}

const RULES: Readonly<Record<WorkerAction, (current: WorkerIntent, decision: DecisionRecord) => Outcome>> = {
  pause,
  resume,
  drain,
  quarantine,
  unquarantine,
};

const RECENT_DECISIONS = 20;

/** What can be done to workers. Only their runtime: no host process is ever touched from here. */
@Injectable()
export class WorkersService {
  private readonly log = new Logger(WorkersService.name);

  constructor(
    private readonly fleet: FleetView,
    private readonly intents: WorkerIntentsStore,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides about a worker. It obeys with its next beat.
   * @returns the intent that holds now
   * @throws Failure not_found for a worker nobody ever heard of; worker_quarantined; intent_changed when somebody
   * decided otherwise meanwhile; store_unavailable, whose text says whether the write may have happened
   */
  async act(workerId: string, action: WorkerAction, wish: ActionWish): Promise<WorkerIntent> {
    const current = this.find(workerId);
    const now = this.clock.now();
    const { actor, reason, forMs } = wish;
    const decision = { actor, reason, at: now, expiresAt: forMs === null ? null : now + forMs };
    const outcome = RULES[action](current, decision);
    switch (outcome.kind) {
      case 'unchanged':
        return current;
      case 'refused':
        throw quarantinedFailure(workerId);
      case 'applied':
        await this.write(workerId, action, wish, now, current, outcome.next);
        return outcome.next;
    }
  }

  /** The newest decisions about a worker, newest first. */
  recentDecisions(workerId: string): readonly Recorded<JournalEntry>[] {
    return this.journal.recentOf('worker.intent', workerId, RECENT_DECISIONS);
  }

  private find(workerId: string): WorkerIntent {
    requireLoaded(this.intents);
    const intent = this.intents.find(workerId);
    if (intent.revision === 0 && this.fleet.get(workerId) === undefined) throw unknownWorker(workerId);
    return intent;
  }

  private async write(
    workerId: string,
    action: WorkerAction,
    { actor, reason, requestId }: ActionWish,
    now: number,
    before: WorkerIntent,
    next: WorkerIntent,
  ): Promise<void> {
    await writeDecision(this.intents, next, {
      kind: 'worker.intent',
      at: wireTime(now),
      actor,
      source: 'operator',
      action,
      target: workerId,
      reason,
      request_id: requestId,
      before,
    });
    const { revision } = next;
    this.log.log({ msg: 'worker intent', action, worker_id: workerId, actor, revision, request_id: requestId });
  }
}

/** The refusal for a worker that never reported and about which nothing was ever decided. */
export function unknownWorker(workerId: string): Failure {
  return new Failure(
    'not_found',
    `No worker ${workerId.slice(0, 200)} is known, and nothing was ever decided about one. Nothing was changed.`,
  );
}

function quarantinedFailure(workerId: string): Failure {
  const message = `Worker ${workerId} is quarantined; resuming would have no effect. Nothing was changed. Unquarantine it: POST /api/workers/${encodeURIComponent(workerId)}/unquarantine, and what was wished below counts again.`;
  return new Failure('worker_quarantined', message);
}
