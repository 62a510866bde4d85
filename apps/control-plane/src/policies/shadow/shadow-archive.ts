import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { ShadowRun } from '@app/contracts';
import { Clock } from '@app/service';
import { storeFailure } from '../../common/store-failure.js';
import { wireTime } from '../../common/wire-time.js';
import { Failure } from '../../common/failure.js';
import { ShadowRunsStore } from './shadow-runs.store.js';

/** Who ended a run, and how the journal tells it. */
export interface RunEnding {
  readonly action: 'evaluate' | 'cancel' | 'fail';
  readonly actor: string;
  readonly reason: string;
  readonly requestId: string;
}

/** How long a run is kept for a Redis that is away; making it took long. */
const WITHIN_MS = 30_000;
const AGAIN_MS = { changed: 50, away: 500 };

/** Puts ended runs away, each whole or not at all. */
@Injectable()
export class ShadowArchive {
  private readonly log = new Logger(ShadowArchive.name);

  constructor(
    private readonly store: ShadowRunsStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a run in place of the oldest one; tries again while Redis is away or another replica took the slot.
   * @param isHurried asked before each further try; true: no more of them
   * @throws Failure store_unavailable, whose text says whether it may be stored
   */
  async put(run: ShadowRun, ending: RunEnding, isHurried: () => boolean): Promise<void> {
    const endedAt = this.clock.now();
    const giveUpAt = performance.now() + WITHIN_MS;
    for (;;) {
      // A lost answer shows as a slot that somebody took; once this replica has caught up, the run is seen in it.
      if (this.store.find(run.run_uuid) !== null) return;
      const isLast = isHurried() || performance.now() > giveUpAt;
      const answer = await this.tryOnce(run, ending, endedAt, isLast);
      if (answer === 'saved') break;
      if (isLast) throw new Failure('store_unavailable', 'Others wrote at the same time. Nothing was stored.');
      await wait(AGAIN_MS[answer]);
    }
    const { run_uuid: runUuid, candidate_version: candidate, state, traces } = run;
    this.log.log({ msg: 'shadow run stored', run_uuid: runUuid, candidate, state, traces, actor: ending.actor });
  }

  private async tryOnce(
    run: ShadowRun,
    { action, actor, reason, requestId }: RunEnding,
    endedAt: number,
    isLast: boolean,
  ): Promise<'saved' | 'changed' | 'away'> {
    const { slot, revision } = this.store.nextSlot();
    const next = { run, endedAt, revision };
    const entry = {
      kind: 'policy.shadow',
      at: wireTime(endedAt),
      actor,
      source: 'operator',
      action,
      target: slot,
      reason,
      request_id: requestId,
      before: null, // a slot's former run has nothing to do with this one
      after: next,
    } as const;
    return this.store.save(slot, next, entry).catch((error: unknown) => (isLast ? storeFailure(error) : 'away'));
  }
}
