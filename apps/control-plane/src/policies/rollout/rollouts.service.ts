import { Injectable, Logger } from '@nestjs/common';
import { LaravelError } from '@app/laravel-client';
import { Clock } from '@app/service';
import type { Observable } from 'rxjs';
import { Failure } from '../../common/failure.js';
import { wireTime } from '../../common/wire-time.js';
import { AppConfig } from '../../config/app-config.js';
import { requireLoaded, writeDecision } from '../../journal/write-decision.js';
import { fromLaravel } from '../../laravel/laravel-failure.js';
import { FleetReader } from '../../workers/fleet-reader.js';
import { checkVersion } from './check-version.js';
import type { CohortWorker } from './cohort.js';
import { KeptPayloadsStore } from './kept-payloads.store.js';
import { LaravelPolicyPayloads } from './laravel-policy-payloads.js';
import type { SourcedPayload } from './policy-payloads.js';
import { type RolloutRecord, versionOf } from './rollout-record.js';
import { applied, invalidPolicy } from './rollout-refusals.js';
import {
  type RolloutDecision,
  activeVersion,
  fallback,
  promoted,
  rolledBack,
  stepped,
  validated,
} from './rollout-rules.js';
import { ROLLOUT_ID, RolloutStore } from './rollout.store.js';
import { Rollouts, type RolloutWish } from './rollouts.js';

/** Decides about policies: the rules are pure, the payload is Laravel's, the record is written as one. */
@Injectable()
export class RolloutsService extends Rollouts {
  private readonly log = new Logger(RolloutsService.name);

  constructor(
    private readonly config: AppConfig,
    private readonly store: RolloutStore,
    private readonly kept: KeptPayloadsStore,
    private readonly payloads: LaravelPolicyPayloads,
    private readonly reader: FleetReader,
    private readonly clock: Clock,
  ) {
    super();
  }

  get isLoaded(): boolean {
    return this.store.isLoaded && this.kept.isLoaded;
  }

  get changes(): Observable<void> {
    return this.store.changes;
  }

  current(): RolloutRecord {
    return this.store.current();
  }

  /** Where a rollback would go now; null: nowhere. */
  fallback(): string | null {
    return fallback(this.current(), (version) => this.isUsable(version));
  }

  /** Whether the payload that `version` was validated with is kept here. */
  isKept(version: string): boolean {
    const checksum = versionOf(this.current(), version)?.checksum ?? null;
    return checksum !== null && this.kept.find(version)?.checksum === checksum;
  }

  /**
   * Fetches and checks a version's payload, and keeps both the result and, if it is good, the payload.
   * @returns the record, in which the version is `valid` or `invalid`
   * @throws Failure as every decision; policy_invalid for a version that nobody has heard of, laravel_* when Laravel could
   * not be asked: nothing is recorded then
   */
  async validate(version: string, wish: RolloutWish): Promise<RolloutRecord> {
    requireLoaded(this);
    const payload = await this.fetch(version, wish);
    if (payload === null && versionOf(this.current(), version) === null) throw unheardOf(version);
    const check = checkVersion(version, payload);
    const decision = this.decision(wish);
    if (payload !== null && check.error === null) await this.keep(version, payload, decision);
    const before = this.current();
    return this.write(before, validated(before, version, check, decision), 'validate', wish);
  }

  /**
   * Rolls a version out to `percent` of the fleet, after its payload was checked again.
   * @throws Failure policy_not_validated, policy_payload_changed, policy_invalid, policy_nothing_to_fall_back_to,
   * policy_already_everywhere, intent_changed, laravel_*, store_unavailable
   */
  async promote(version: string, percent: number, wish: RolloutWish): Promise<RolloutRecord> {
    requireLoaded(this);
    const before = this.unchanged(this.current(), wish);
    const { strictValidation: mustBeValid } = this.config.policies;
    const outcome = () => {
      const decision = this.decision(wish);
      return promoted(before, version, percent, this.workers(), mustBeValid, decision);
    };
    applied(outcome(), version); // refused here, Laravel need not be asked
    if (mustBeValid) await this.requirePayload(before, version, wish);
    return this.write(before, applied(outcome(), version), 'promote', wish);
  }

  async step(percent: number, wish: RolloutWish): Promise<RolloutRecord> {
    requireLoaded(this);
    const before = this.unchanged(this.current(), wish);
    const version = before.canary?.version ?? '';
    if (before.canary !== null && this.config.policies.strictValidation) {
      await this.requirePayload(before, version, wish);
    }
    const next = applied(stepped(before, percent, this.workers(), this.decision(wish)), version);
    return this.write(before, next, 'step', wish);
  }

  async rollBack(wish: RolloutWish): Promise<RolloutRecord> {
    requireLoaded(this);
    const before = this.unchanged(this.current(), wish);
    const outcome = rolledBack(before, (version) => this.isUsable(version), this.decision(wish));
    return this.write(before, applied(outcome, activeVersion(before) ?? ''), 'rollback', wish);
  }

  /** Without strict validation a version may be run that nobody ever checked; workers keep what they cannot read. */
  private isUsable(version: string): boolean {
    return !this.config.policies.strictValidation || this.isKept(version);
  }

  private async fetch(version: string, { requestId }: RolloutWish): Promise<SourcedPayload | null> {
    try {
      return await this.payloads.fetch(version, requestId ?? '');
    } catch (error) {
      if (error instanceof LaravelError) return fromLaravel(error);
      throw error;
    }
  }

  /** What is activated is what was checked: a payload that has changed since is refused. */
  private async requirePayload(record: RolloutRecord, version: string, wish: RolloutWish): Promise<void> {
    const payload = await this.fetch(version, wish);
    const check = checkVersion(version, payload);
    if (check.error !== null) throw invalidPolicy(version, check);
    if (check.checksum === versionOf(record, version)?.checksum) return;
    const message = `The payload of ${version} is not the one that was validated. Nothing was changed; validate it again.`;
    throw new Failure('policy_payload_changed', message);
  }

  private async keep(version: string, payload: SourcedPayload, decision: RolloutDecision): Promise<void> {
    const before = this.kept.find(version);
    if (before?.checksum === payload.checksum) return;
    const { text, checksum, fetchedAt } = payload;
    await writeDecision(
      this.kept,
      { text, checksum, fetchedAt, revision: (before?.revision ?? 0) + 1 },
      {
        kind: 'policy.payload',
        at: decision.at,
        actor: decision.actor,
        source: decision.source,
        action: 'keep',
        target: version,
        reason: decision.notes,
        request_id: decision.requestId,
        before: before && { checksum: before.checksum, revision: before.revision },
      },
    );
  }

  /** Everybody who could run a version now; silent workers would fill a cohort that nobody is in. */
  private workers(): readonly CohortWorker[] {
    return this.reader
      .facts(this.clock.now())
      .filter(({ presence }) => presence !== 'silent')
      .map(({ record: { report } }) => ({ workerId: report.worker_id, pool: report.pool ?? '' }));
  }

  private decision({ triggeredBy, actor, source, notes, requestId }: RolloutWish): RolloutDecision {
    return { triggeredBy, actor, source, notes, requestId, at: wireTime(this.clock.now()) };
  }

  private unchanged(record: RolloutRecord, { ifRevision }: RolloutWish): RolloutRecord {
    if (ifRevision === undefined || ifRevision === record.revision) return record;
    throw new Failure('intent_changed', 'The rollout has changed meanwhile. Nothing was changed here.');
  }

  private async write(
    before: RolloutRecord,
    next: RolloutRecord,
    action: string,
    wish: RolloutWish,
  ): Promise<RolloutRecord> {
    await writeDecision(this.store, next, {
      kind: 'policy.rollout',
      at: wireTime(this.clock.now()),
      actor: wish.actor,
      source: wish.source,
      action,
      target: ROLLOUT_ID,
      reason: wish.notes,
      request_id: wish.requestId,
      // The whole record stands in the entry that wrote it; here is what people compare.
      before: { stable: before.stable, canary: before.canary && { ...before.canary, cohort: null } },
    });
    const { stable, canary, revision } = next;
    const { version = null, percent = null } = canary ?? {};
    this.log.log({ msg: 'rollout decided', action, stable, canary: version, percent, revision, actor: wish.actor });
    return next;
  }
}

/** A typing error is no version: it would stand in every list for ever. */
function unheardOf(version: string): Failure {
  const problem = `Laravel has no payload of ${version} that it found valid`;
  return new Failure('policy_invalid', `${problem}. Nothing was recorded.`, {
    fields: [{ field: 'version', problem }],
  });
}
