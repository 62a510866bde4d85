import { Injectable } from '@nestjs/common';
import { BUILT_IN_POLICY, decodePolicy, type SmtpPolicy } from '@app/smtp-policy';
import { Failure } from '../../common/failure.js';
import { PolicyPayloads } from '../rollout/policy-payloads.js';
import { jsonIn } from '../rollout/read-payload.js';
import { versionOf } from '../rollout/rollout-record.js';
import { Rollouts } from '../rollout/rollouts.js';
import { versionsInForce } from './versions-in-force.js';

/** A policy as a worker has it. */
export interface LoadedPolicy {
  /** Empty: the built-in one. */
  readonly version: string;
  readonly policy: SmtpPolicy;
  /** Null for the built-in one. */
  readonly checksum: string | null;
}

/** Policies for a replay. */
export interface PoliciesInForce {
  readonly policies: ReadonlyMap<string, SmtpPolicy>;
  /** False: workers may have had others, or other payloads of these. */
  readonly isComplete: boolean;
}

/** Every one may cost a call, and the whole fleet shares Laravel's (internal API, section 1.4). */
const VERSIONS = 20;

/** What a shadow run replays with. */
@Injectable()
export class ShadowPayloads {
  constructor(
    private readonly payloads: PolicyPayloads,
    private readonly rollouts: Rollouts,
  ) {}

  /**
   * @throws Failure not_found when nobody has a payload of that version; policy_invalid, with what is wrong as fields,
   * when a worker could not read it; laravel_* when Laravel cannot be asked and none is kept
   */
  async load(version: string, requestId: string): Promise<LoadedPolicy & { readonly checksum: string }> {
    const payload = await this.payloads.payloadOf(version, requestId);
    if (payload === null) {
      throw new Failure('not_found', `Neither Laravel nor the control plane has a payload of ${version}.`);
    }
    const { policy, wrong } = decodePolicy(jsonIn(payload));
    if (wrong.length === 0) return { version, policy, checksum: payload.checksum };
    const fields = wrong.slice(0, FINDINGS).map(({ path, message }) => ({ field: path, problem: message }));
    const message = `A worker could not read the payload of ${version}: there is nothing to replay. Nothing was changed.`;
    throw new Failure('policy_invalid', message, { fields });
  }

  /** What everybody runs outside a canary; the built-in policy when nothing was ever promoted. @throws as `load` */
  async loadActive(requestId: string): Promise<LoadedPolicy> {
    const { stable } = this.rollouts.current();
    if (stable === null) return { version: '', policy: BUILT_IN_POLICY, checksum: null };
    return this.load(stable, requestId);
  }

  /**
   * What workers may have judged by. A version whose payload is not to be had, cannot be read, or is no longer the one
   * that was rolled out, is left out, and then they are not complete.
   * @param named version → how many traces name it
   * @param since epoch milliseconds of the oldest trace; null: that is not known
   */
  async inForce(named: ReadonlyMap<string, number>, since: number | null, requestId: string): Promise<PoliciesInForce> {
    const rollout = this.rollouts.current();
    const versions = versionsInForce(rollout, named, since);
    const policies = new Map<string, SmtpPolicy>();
    for (const version of versions.slice(0, VERSIONS)) {
      const loaded = await this.load(version, requestId).catch(nothingKnown);
      const rolledOut = versionOf(rollout, version)?.checksum ?? null;
      if (loaded !== null && (rolledOut === null || rolledOut === loaded.checksum))
        policies.set(version, loaded.policy);
    }
    return { policies, isComplete: policies.size === versions.length };
  }
}

const FINDINGS = 100;

/** A replay without a former policy claims less; it does not fail. */
function nothingKnown(error: unknown): null {
  if (error instanceof Failure) return null;
  throw error;
}
