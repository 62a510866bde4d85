import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/service';
import { wireTime } from '../../common/wire-time.js';
import { requireLoaded, writeDecision } from '../../journal/write-decision.js';
import { type PolicyReload, PolicyReloadsStore, RELOAD_ID } from './policy-reloads.store.js';
import type { ModeActor } from './provider-modes.service.js';

/** Asks the workers to fetch their policies again: each beat's answer tells them, and each poll's. */
@Injectable()
export class PolicyReloadsService {
  private readonly log = new Logger(PolicyReloadsService.name);

  constructor(
    private readonly store: PolicyReloadsStore,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure intents_unknown, intent_changed when somebody has just asked the same, store_unavailable */
  async reload({ actor, reason, requestId }: ModeActor): Promise<PolicyReload & { readonly at: string }> {
    requireLoaded(this.store);
    const before = this.store.current();
    const at = wireTime(this.clock.now());
    const next = { at, revision: before.revision + 1 };
    await writeDecision(this.store, next, {
      kind: 'policy.reload',
      at,
      actor,
      source: 'operator',
      action: 'reload',
      target: RELOAD_ID,
      reason,
      request_id: requestId,
      before,
    });
    this.log.log({ msg: 'policy reload asked for', actor, revision: next.revision, request_id: requestId });
    return next;
  }
}
