import { Injectable } from '@nestjs/common';
import { isInCohort } from './cohort.js';
import { PolicyAssignments, type PolicyAsker, type PolicyAssignment } from './policy-assignments.js';
import { RolloutStore } from './rollout.store.js';

const REMEMBERED = 100_000;

/** Tells who shall run what from the rollout in memory; a worker's place is computed once a rollout. */
@Injectable()
export class RolloutAssignments extends PolicyAssignments {
  private readonly known = new Map<string, boolean>();
  private knownRevision = 0;

  constructor(private readonly rollout: RolloutStore) {
    super();
  }

  get isLoaded(): boolean {
    return this.rollout.isLoaded;
  }

  assignmentOf(asker: PolicyAsker): PolicyAssignment {
    const { stable, canary, revision } = this.rollout.current();
    if (canary === null) return { version: stable, stableVersion: null, canary: null };
    const { version, percent } = canary;
    if (revision !== this.knownRevision || this.known.size > REMEMBERED) this.known.clear();
    this.knownRevision = revision;
    const isNameless = (asker.workerId ?? '') === '';
    // Who names neither itself nor a pool is no worker: it is told what is being rolled out.
    const inCohort = (isNameless && asker.pool === '') || this.isIn(asker);
    return { version: inCohort ? version : stable, stableVersion: stable, canary: { version, percent, inCohort } };
  }

  private isIn(asker: PolicyAsker): boolean {
    const { canary } = this.rollout.current();
    const key = `${asker.workerId ?? ''}\n${asker.pool}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const found = canary !== null && isInCohort(canary, asker);
    this.known.set(key, found);
    return found;
  }
}
