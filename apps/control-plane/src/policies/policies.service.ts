import { Injectable } from '@nestjs/common';
import type {
  CohortView,
  PolicyDiff,
  PolicyPayloadView,
  PolicyVersion,
  RolloutEntry,
  RolloutView,
} from '@app/contracts';
import { Clock } from '@app/service';
import { Failure } from '../common/failure.js';
import { PollMemory } from '../providers/modes/poll-memory.js';
import { FleetReader } from '../workers/fleet-reader.js';
import { AutopilotStatus } from './canary/autopilot-status.js';
import { cohortView } from './cohort-view.js';
import { PayloadReader } from './payload-reader.js';
import { rolloutEntries, rolloutView, versionRow, versionRows } from './policy-views.js';
import { PolicyAssignments } from './rollout/policy-assignments.js';
import { type RolloutRecord, versionOf } from './rollout/rollout-record.js';
import { activeVersion } from './rollout/rollout-rules.js';
import { invalidPolicy } from './rollout/rollout-refusals.js';
import { RolloutsService } from './rollout/rollouts.service.js';
import type { RolloutWish } from './rollout/rollouts.js';
import { ShadowGate } from './shadow/shadow-gate.js';

/** Policies as people see and decide about them. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly rollouts: RolloutsService,
    private readonly assignments: PolicyAssignments,
    private readonly gate: ShadowGate,
    private readonly autopilot: AutopilotStatus,
    private readonly reader: FleetReader,
    private readonly polls: PollMemory,
    private readonly payloads: PayloadReader,
    private readonly clock: Clock,
  ) {}

  versions(): { readonly versions: readonly PolicyVersion[]; readonly active: string | null } {
    const record = this.rollouts.current();
    const versions = versionRows(record, (version) => this.rollouts.isKept(version));
    return { versions, active: activeVersion(record) };
  }

  rollout(): RolloutView {
    const view = rolloutView(this.rollouts.current(), this.rollouts.fallback());
    return { ...view, autopilot: this.autopilot.view(this.clock.now()) };
  }

  history(limit: number): RolloutEntry[] {
    return rolloutEntries(this.rollouts.current(), limit);
  }

  cohort(): CohortView {
    const workers = this.reader.facts(this.clock.now());
    return cohortView(this.rollouts.current(), workers, this.assignments, (workerId, pool) =>
      this.polls.keyedBy(workerId, pool),
    );
  }

  /** @throws Failure not_found; laravel_* when Laravel cannot be asked and none is kept */
  payload(version: string, requestId: string): Promise<PolicyPayloadView> {
    return this.payloads.view(version, requestId);
  }

  /** @param against what everybody runs when it is undefined @throws Failure not_found, policy_invalid, laravel_* */
  diff(version: string, against: string | undefined, requestId: string): Promise<PolicyDiff> {
    const other = against ?? this.rollouts.current().stable;
    if (other !== null) return this.payloads.diff(version, other, requestId);
    throw new Failure('not_found', 'No version was promoted yet: name one to compare with in `against`.');
  }

  /** @throws Failure policy_invalid, which carries the record; laravel_*; as every decision */
  async validate(version: string, wish: RolloutWish): Promise<PolicyVersion> {
    const record = await this.rollouts.validate(version, wish);
    const row = this.row(record, version);
    const { validationError: error = null, findings = [] } = versionOf(record, version) ?? {};
    if (error === null) return row;
    const refusal = invalidPolicy(version, { error, findings, checksum: null });
    throw new Failure('policy_invalid', refusal.message, { fields: refusal.fields, data: row });
  }

  /** @throws Failure policy_gate_closed when no shadow run found it harmless; as RolloutsService.promote */
  async promote(version: string, percent: number, wish: RolloutWish): Promise<PolicyVersion> {
    const { checksum = null } = versionOf(this.rollouts.current(), version) ?? {};
    const answer = this.gate.check(version, checksum);
    if (!answer.open) {
      const fields = answer.violations.map((problem) => ({ field: 'version', problem }));
      const message = `The shadow gate is closed for ${version}: ${answer.violations.join('; ')}. Nothing was changed.`;
      throw new Failure('policy_gate_closed', message, { fields });
    }
    return this.row(await this.rollouts.promote(version, percent, wish), version);
  }

  async rollBack(wish: RolloutWish): Promise<PolicyVersion> {
    const record = await this.rollouts.rollBack(wish);
    return this.row(record, activeVersion(record) ?? '');
  }

  private row(record: RolloutRecord, version: string): PolicyVersion {
    const known = versionOf(record, version);
    if (known === null) throw new Error(`The rollout was written without ${version}`);
    return versionRow(record, known, this.rollouts.isKept(version));
  }
}
