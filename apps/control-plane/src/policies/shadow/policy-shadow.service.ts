import { Injectable } from '@nestjs/common';
import type { ShadowComparison, ShadowRun } from '@app/contracts';
import { Failure } from '../../common/failure.js';
import { AppConfig } from '../../config/app-config.js';
import { requireLoaded } from '../../journal/write-decision.js';
import { Rollouts } from '../rollout/rollouts.js';
import { compareWithRun } from './shadow-comparison.js';
import { ShadowGate, type GateAnswer } from './shadow-gate.js';
import { ShadowJobs } from './shadow-jobs.js';
import { ShadowRunsStore } from './shadow-runs.store.js';
import { thresholdsOf } from './shadow-thresholds.js';

/** What shadow runs found, and what follows from it for a promotion. Reads from memory. */
@Injectable()
export class PolicyShadowService extends ShadowGate {
  constructor(
    private readonly config: AppConfig,
    private readonly rollouts: Rollouts,
    private readonly store: ShadowRunsStore,
    private readonly jobs: ShadowJobs,
  ) {
    super();
  }

  /** The newest runs that have ended, newest first. @throws Failure intents_unknown */
  runs(limit: number): readonly ShadowRun[] {
    requireLoaded(this.store);
    return this.store.list().slice(0, limit);
  }

  /** One run; this replica's may be under way. @throws Failure not_found, intents_unknown */
  run(runUuid: string): ShadowRun {
    requireLoaded(this.store);
    const run = this.store.find(runUuid) ?? this.jobs.running(runUuid);
    if (run !== null) return run;
    throw new Failure('not_found', `No shadow run ${runUuid} is known.`);
  }

  /** @param candidate null: that of the newest run. @throws Failure intents_unknown */
  compare(candidate: string | null, checksum: string | null = null): ShadowComparison {
    requireLoaded(this.store);
    requireLoaded(this.rollouts);
    const { policies } = this.config;
    const basis = {
      runs: this.store.list(),
      rollout: this.rollouts.current(),
      thresholds: thresholdsOf(policies.canary),
      isEnforced: policies.shadowGateEnforced,
    };
    return compareWithRun(candidate, basis, checksum);
  }

  /** @throws Failure intents_unknown while nobody knows the runs: what is not known opens no gate */
  check(version: string, checksum: string | null): GateAnswer {
    if (!this.config.policies.shadowGateEnforced) return { open: true };
    const { eligible, violations } = this.compare(version, checksum);
    return eligible ? { open: true } : { open: false, violations };
  }
}
