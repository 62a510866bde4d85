import { Injectable } from '@nestjs/common';
import type { LaravelTrace } from '@app/contracts';
import { BUILT_IN_POLICY, BUILT_IN_VERSION, type SmtpPolicy } from '@app/smtp-policy';
import { Clock } from '@app/service';
import { Failure } from '../../common/failure.js';
import { CallPace } from '../recent/call-pace.js';
import { PolicyPayloads, type SourcedPayload } from '../../policies/rollout/policy-payloads.js';
import { policyIn } from '../../policies/rollout/read-payload.js';
import { versionOf } from '../../policies/rollout/rollout-record.js';
import { Rollouts } from '../../policies/rollout/rollouts.js';

/** A policy of which the payload is at hand. */
export interface KnownPolicy {
  readonly policy: SmtpPolicy;
  readonly payload: SourcedPayload;
}

/** Every policy that workers may have had. */
export interface PoliciesInForce {
  readonly byVersion: ReadonlyMap<string, SmtpPolicy>;
  /** False: there may have been others, or the payload of one is not at hand. */
  readonly isComplete: boolean;
}

interface Remembered {
  readonly at: number;
  readonly known: KnownPolicy | null;
}

/** Workers share Laravel's 120 calls a minute with whoever looks at policies here (contract, section 1.4). */
const LOOKS_A_MINUTE = 30;
const FRESH_MS = 60_000;
const REMEMBERED = 50;

/** Policies by version, as workers read them; at most a minute old. */
@Injectable()
export class KnownPolicies {
  private readonly remembered = new Map<string, Remembered>();
  private readonly pace: CallPace;

  constructor(
    private readonly payloads: PolicyPayloads,
    private readonly rollouts: Rollouts,
    private readonly clock: Clock,
  ) {
    this.pace = new CallPace(LOOKS_A_MINUTE, clock);
  }

  /** What everybody runs, or everybody outside a canary; null: nothing was promoted, or that is not known yet. */
  get stableVersion(): string | null {
    return this.rollouts.isLoaded ? this.rollouts.current().stable : null;
  }

  /** What workers run now, most of them first. */
  get activeVersions(): readonly string[] {
    if (!this.rollouts.isLoaded) return [];
    const { stable, canary } = this.rollouts.current();
    return [stable, canary?.version ?? null].filter((version) => version !== null);
  }

  /** Whether rows name the policy compiled into workers by that version, and not one of ours. */
  isBuiltIn(version: string): boolean {
    return version === BUILT_IN_VERSION && versionOf(this.rollouts.current(), version) === null;
  }

  /**
   * Null: neither Laravel nor the control plane has its payload, or a worker refuses it.
   * @throws Failure laravel_not_configured, laravel_unavailable, …
   */
  async find(version: string, requestId: string): Promise<KnownPolicy | null> {
    const before = this.remembered.get(version);
    if (before !== undefined && this.clock.now() - before.at < FRESH_MS) return before.known;
    const retryAfterSeconds = Math.ceil(this.pace.waitMs / 1_000);
    if (!this.pace.tryTake()) {
      const message = `Policies were looked at ${LOOKS_A_MINUTE} times within a minute; Laravel has workers to answer`;
      throw new Failure('laravel_unavailable', message, { retryAfterSeconds });
    }
    const payload = await this.payloads.payloadOf(version, requestId);
    const policy = payload && policyIn(payload);
    const known = payload && policy && { policy, payload };
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(version, { at: this.clock.now(), known });
    return known;
  }

  /** The same where it is only asked for what is at hand: whatever Laravel's trouble is, null. */
  async atHand(version: string, requestId: string): Promise<SmtpPolicy | null> {
    if (this.isBuiltIn(version)) return BUILT_IN_POLICY;
    try {
      return (await this.find(version, requestId))?.policy ?? null;
    } catch (error) {
      if (error instanceof Failure) return null;
      throw error;
    }
  }

  /** What can have decided these traces: what was ever rolled out, and what they name. */
  async inForce(traces: readonly LaravelTrace[], requestId: string): Promise<PoliciesInForce> {
    const named = traces.flatMap(({ policy_version: version }) => version ?? []);
    const { versions, proven } = this.rollouts.current();
    const promoted = Object.values(versions).flatMap((one) => (one.promotedAt === null ? [] : [one.version]));
    const wanted = [...new Set([...this.activeVersions, ...proven, ...promoted, ...named])];
    const ours = wanted.filter((version) => !this.isBuiltIn(version));
    const found = await Promise.all(
      ours.map(async (version) => [version, await this.atHand(version, requestId)] as const),
    );
    const byVersion = new Map(found.flatMap(([version, policy]) => (policy === null ? [] : [[version, policy]])));
    return { byVersion, isComplete: this.rollouts.isLoaded && byVersion.size === ours.length };
  }
}
