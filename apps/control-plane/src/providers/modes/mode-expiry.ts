import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PROVIDERS, type Provider } from '@app/contracts';
import { Clock, Rounds } from '@app/service';
import { wireTime } from '../../common/wire-time.js';
import { type ModeRecord, withoutExpiredModes } from './mode-record.js';
import { ProviderModesStore } from './provider-modes.store.js';

const LOOK_EVERY_MS = 1_000;

/**
 * Nothing expires silently: a mode that has stopped counting is written as such, with a journal entry. Every replica
 * looks; the revision lets one of them win. That it no longer counts does not wait for this.
 */
@Injectable()
export class ModeExpiry implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ModeExpiry.name);
  private readonly rounds = new Rounds('expiry of provider modes', LOOK_EVERY_MS, () => this.look());

  constructor(
    private readonly store: ProviderModesStore,
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
    for (const provider of PROVIDERS) {
      const record = this.store.find(provider);
      const next = withoutExpiredModes(record, now);
      if (next !== null && !(await this.expire(provider, record, next, now))) return;
    }
  }

  /** @returns false when Redis is away: the next look tries again */
  private async expire(provider: Provider, before: ModeRecord, next: ModeRecord, now: number): Promise<boolean> {
    try {
      const answer = await this.store.save(provider, next, {
        kind: 'provider.mode',
        at: wireTime(now),
        actor: 'control-plane',
        source: 'automation',
        action: 'expire',
        target: provider,
        reason: 'The time that was set for it is over',
        request_id: null,
        before,
        after: next,
      });
      if (answer === 'saved') this.log.log({ msg: 'provider mode expired', provider, revision: next.revision });
      return true;
    } catch {
      return false;
    }
  }
}
