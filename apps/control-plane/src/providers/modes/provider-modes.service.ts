import { Injectable, Logger } from '@nestjs/common';
import { type JournalEntry, PROVIDERS, type Provider, type ProviderMode } from '@app/contracts';
import { Clock } from '@app/service';
import { wireTime } from '../../common/wire-time.js';
import { requireLoaded, writeDecision } from '../../journal/write-decision.js';
import { countingMode } from './mode-precedence.js';
import { type ModeLayerName, type ModeRecord, withLayer, wishOf } from './mode-record.js';
import { ProviderModes } from './provider-modes.js';
import { ProviderModesStore } from './provider-modes.store.js';

/** Who decides, and why. */
export interface ModeActor {
  readonly actor: string;
  readonly reason: string;
  readonly requestId: string | null;
}

export interface ManualMode extends ModeActor {
  readonly mode: ProviderMode;
  /** For how long it counts; null: until somebody changes it. */
  readonly forMs: number | null;
}

/** What is wished for the providers, and by whom. */
@Injectable()
export class ProviderModesService extends ProviderModes {
  private readonly log = new Logger(ProviderModesService.name);

  constructor(
    private readonly store: ProviderModesStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  effective(provider: Provider, now: number): ProviderMode {
    return countingMode(this.store.find(provider), null, now).mode;
  }

  manuallyRestricted(now: number): readonly Provider[] {
    return PROVIDERS.filter((provider) => {
      const wish = wishOf(this.store.find(provider), 'manual', now);
      return wish !== null && wish.mode !== 'normal';
    });
  }

  autopilotMode(provider: Provider): ProviderMode {
    return wishOf(this.store.find(provider), 'autopilot', this.clock.now())?.mode ?? 'normal';
  }

  async setAutopilotMode(provider: Provider, mode: ProviderMode | null, reason: string): Promise<void> {
    const who = { actor: 'autopilot', reason, requestId: null };
    if (mode === null) await this.lift('autopilot', provider, who);
    else if (this.store.find(provider).autopilot?.mode !== mode)
      await this.wish('autopilot', provider, { ...who, mode, forMs: null });
  }

  /**
   * Sets a mode by hand; nothing automatic counts while it stands, `normal` included. Setting it again is not an error:
   * the later reason and expiry count.
   * @throws Failure intents_unknown, intent_changed, or store_unavailable whose text says whether it may have happened
   */
  setManually(provider: Provider, manual: ManualMode): Promise<ModeRecord> {
    return this.wish('manual', provider, manual);
  }

  /**
   * Back to automatic. Where nothing was set by hand nothing is written.
   * @throws Failure as `setManually`
   */
  liftManual(provider: Provider, who: ModeActor): Promise<ModeRecord> {
    return this.lift('manual', provider, who);
  }

  private async wish(layer: ModeLayerName, provider: Provider, manual: ManualMode): Promise<ModeRecord> {
    requireLoaded(this.store);
    const { mode, actor, reason, forMs } = manual;
    const now = this.clock.now();
    const wish = { mode, actor, reason, at: now, expiresAt: forMs === null ? null : now + forMs };
    return this.write(layer, provider, withLayer(this.store.find(provider), layer, wish), `set_${mode}`, manual);
  }

  private async lift(layer: ModeLayerName, provider: Provider, who: ModeActor): Promise<ModeRecord> {
    requireLoaded(this.store);
    const record = this.store.find(provider);
    if (record[layer] === null) return record;
    return this.write(layer, provider, withLayer(record, layer, null), 'lift_mode', who);
  }

  private async write(
    layer: ModeLayerName,
    provider: Provider,
    next: ModeRecord,
    action: string,
    { actor, reason, requestId }: ModeActor,
  ): Promise<ModeRecord> {
    const source: JournalEntry['source'] = layer === 'manual' ? 'operator' : 'automation';
    await writeDecision(this.store, next, {
      kind: 'provider.mode',
      at: wireTime(this.clock.now()),
      actor,
      source,
      action,
      target: provider,
      reason,
      request_id: requestId,
      before: this.store.find(provider),
    });
    const { revision } = next;
    this.log.log({ msg: 'provider mode decided', provider, layer, action, actor, revision, request_id: requestId });
    return next;
  }
}
