import { Injectable } from '@nestjs/common';
import { PolicyAssignments } from '../../policies/rollout/policy-assignments.js';
import { RolloutStore } from '../../policies/rollout/rollout.store.js';
import { PolicyReloadsStore } from './policy-reloads.store.js';
import { ProviderModesStore } from './provider-modes.store.js';

interface Notice {
  readonly pool: string;
  readonly json: string;
}

const REMEMBERED = 100_000;

/**
 * What a worker's beat is told about its policy, so that a decision reaches it before its next poll, which may be
 * minutes away. Written once for each worker and decision: a beat only looks it up.
 */
@Injectable()
export class PolicyNotice {
  private readonly notices = new Map<string, Notice>();
  private noticesOf = -1;

  constructor(
    private readonly assignments: PolicyAssignments,
    private readonly rollout: RolloutStore,
    private readonly reloads: PolicyReloadsStore,
    private readonly modes: ProviderModesStore,
  ) {}

  /**
   * A number that grows with everything that is decided about what a poll answers: a worker that polls again when it
   * has changed knows all of it.
   */
  get reload(): number {
    return this.reloads.current().revision + this.rollout.current().revision + this.modes.revision;
  }

  /**
   * Members to add to a JSON object, with a comma in front: `policy_reload`, and `policy_version` where there is one.
   * Empty until everything that was decided is read.
   */
  jsonFor(workerId: string, pool: string): string {
    if (!this.isLoaded) return '';
    const { reload } = this;
    if (reload !== this.noticesOf || this.notices.size > REMEMBERED) this.notices.clear();
    this.noticesOf = reload;
    const known = this.notices.get(workerId);
    if (known?.pool === pool) return known.json;
    const json = this.written(workerId, pool, reload);
    this.notices.set(workerId, { pool, json });
    return json;
  }

  private get isLoaded(): boolean {
    return this.assignments.isLoaded && this.reloads.isLoaded && this.modes.isLoaded;
  }

  private written(workerId: string, pool: string, reload: number): string {
    const { version } = this.assignments.assignmentOf({ workerId, pool });
    const told = version === null ? '' : `,"policy_version":${JSON.stringify(version)}`;
    return `${told},"policy_reload":${reload}`;
  }
}
