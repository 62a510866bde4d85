import type { Provider, ProviderMode } from '@app/contracts';
import { Subject } from 'rxjs';
import { Failure } from '../../../common/failure.js';
import { ProviderModes } from '../../../providers/modes/provider-modes.js';
import { type WorkDelta, WorkFeed } from '../../../providers/measure/work-feed.js';
import { NO_ROLLOUT, type RolloutRecord } from '../../rollout/rollout-record.js';
import { Rollouts, type RolloutWish } from '../../rollout/rollouts.js';

/** A rollout in memory: a canary of `next` over `former`. */
export class FakeRollouts extends Rollouts {
  readonly isLoaded = true;
  readonly changes = new Subject<void>();
  readonly wishes: RolloutWish[] = [];
  /** What the next decision fails with; null: nothing. */
  failure: Failure | null = null;
  private record: RolloutRecord;

  constructor(percent: number) {
    super();
    this.record = {
      ...NO_ROLLOUT,
      stable: 'former',
      canary: { version: 'next', percent, cohort: { upTo: {}, upToElsewhere: 0, pools: [] } },
      revision: 7,
    };
  }

  current(): RolloutRecord {
    return this.record;
  }

  async step(percent: number, wish: RolloutWish): Promise<RolloutRecord> {
    const { canary } = this.record;
    const isEnd = percent === 100;
    return this.decided(wish, {
      stable: isEnd ? (canary?.version ?? null) : this.record.stable,
      canary: isEnd || canary === null ? null : { ...canary, percent },
    });
  }

  async rollBack(wish: RolloutWish): Promise<RolloutRecord> {
    return this.decided(wish, { canary: null });
  }

  /** Somebody decides something about some other version. */
  touch(): void {
    this.record = { ...this.record, revision: this.record.revision + 1 };
    this.changes.next();
  }

  private decided(wish: RolloutWish, change: Partial<RolloutRecord>): RolloutRecord {
    this.wishes.push(wish);
    if (this.failure !== null) throw this.failure;
    if (wish.ifRevision !== this.record.revision) throw new Failure('intent_changed', 'Decided otherwise');
    this.record = { ...this.record, ...change, revision: this.record.revision + 1 };
    this.changes.next();
    return this.record;
  }
}

export class FakeModes extends ProviderModes {
  readonly autopilot = new Map<Provider, ProviderMode>();
  restricted: readonly Provider[] = [];

  effective(provider: Provider): ProviderMode {
    return this.autopilotMode(provider);
  }

  manuallyRestricted(): readonly Provider[] {
    return this.restricted;
  }

  autopilotMode(provider: Provider): ProviderMode {
    return this.autopilot.get(provider) ?? 'normal';
  }

  async setAutopilotMode(provider: Provider, mode: ProviderMode | null): Promise<void> {
    if (mode === null) this.autopilot.delete(provider);
    else this.autopilot.set(provider, mode);
  }
}

export class FakeFeed extends WorkFeed {
  readonly deltas = new Subject<readonly WorkDelta[]>();
}
