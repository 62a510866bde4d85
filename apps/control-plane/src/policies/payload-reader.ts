import { Injectable } from '@nestjs/common';
import type { PolicyDiff, PolicyPayloadView } from '@app/contracts';
import { Clock } from '@app/service';
import { writePolicy } from '@app/smtp-policy';
import { Failure } from '../common/failure.js';
import { wireTime } from '../common/wire-time.js';
import { indentJson } from './indent-json.js';
import { LookPace } from './look-pace.js';
import { policyChanges } from './policy-diff.js';
import { checkVersion } from './rollout/check-version.js';
import { PolicyPayloads, type SourcedPayload } from './rollout/policy-payloads.js';
import { policyIn } from './rollout/read-payload.js';

/** Payloads as people read and compare them. */
@Injectable()
export class PayloadReader {
  private readonly pace: LookPace;

  constructor(
    private readonly payloads: PolicyPayloads,
    clock: Clock,
  ) {
    this.pace = new LookPace(clock);
  }

  /** @throws Failure not_found; laravel_* when Laravel cannot be asked and none is kept */
  async view(version: string, requestId: string): Promise<PolicyPayloadView> {
    const payload = await this.payload(version, requestId);
    const policy = policyIn(payload);
    return {
      version,
      checksum: payload.checksum,
      source: payload.source,
      fetched_at: wireTime(payload.fetchedAt),
      payload: indentJson(payload.text),
      normalised: policy === null ? null : JSON.stringify(writePolicy(policy), null, 2),
      findings: checkVersion(version, payload).findings,
    };
  }

  /**
   * Where a worker would behave differently under `version` than under `against`.
   * @throws Failure not_found, policy_invalid when a worker refuses one of them; laravel_*
   */
  async diff(version: string, against: string, requestId: string): Promise<PolicyDiff> {
    const after = await this.normalised(version, requestId);
    const before = await this.normalised(against, requestId);
    const changes = policyChanges(withoutName(before), withoutName(after));
    return {
      version,
      against,
      identical: changes.length === 0,
      changes,
      before: JSON.stringify(before, null, 2),
      after: JSON.stringify(after, null, 2),
    };
  }

  private async normalised(version: string, requestId: string): Promise<Readonly<Record<string, unknown>>> {
    const policy = policyIn(await this.payload(version, requestId));
    if (policy !== null) return writePolicy(policy);
    throw new Failure('policy_invalid', `A worker refuses the payload of ${version}: there is nothing to compare.`);
  }

  private async payload(version: string, requestId: string): Promise<SourcedPayload> {
    const payload = await this.pace.look(version, () => this.payloads.payloadOf(version, requestId));
    if (payload !== null) return payload;
    throw new Failure('not_found', `Neither Laravel nor the control plane has a payload of ${version}.`);
  }
}

/** That two versions have different names is no difference in what they do. */
function withoutName({ version: _, ...rest }: Readonly<Record<string, unknown>>): unknown {
  return rest;
}
