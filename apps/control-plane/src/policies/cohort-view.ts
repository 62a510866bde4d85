import type { CohortMember, CohortView } from '@app/contracts';
import type { WorkerFacts } from '../workers/worker-row.js';
import { reportedVersion } from '../workers/reported-version.js';
import type { PolicyAssignments } from './rollout/policy-assignments.js';
import type { RolloutRecord } from './rollout/rollout-record.js';
import { activeVersion } from './rollout/rollout-rules.js';

/**
 * Every worker with the version it is told and the one it says it runs.
 * @param keyedBy by what a worker's poll is told apart
 */
export function cohortView(
  record: RolloutRecord,
  workers: readonly WorkerFacts[],
  assignments: Pick<PolicyAssignments, 'assignmentOf'>,
  keyedBy: (workerId: string, pool: string) => CohortMember['keyed_by'],
): CohortView {
  const version = activeVersion(record);
  const members = workers.map((worker) => memberOf(worker, version, assignments, keyedBy));
  const pools = new Map<string, CohortMember[]>();
  for (const member of members) {
    const others = pools.get(member.pool);
    if (others === undefined) pools.set(member.pool, [member]);
    else others.push(member);
  }
  const count = (of: readonly CohortMember[]) => ({
    workers: of.length,
    in_cohort: of.filter((member) => member.in_cohort).length,
    running_candidate: of.filter((member) => version !== null && member.reported_version === version).length,
  });
  return {
    version,
    stable_version: record.stable,
    percent: record.canary?.percent ?? (version === null ? 0 : 100),
    members,
    pools: [...pools].sort(([one], [other]) => (one < other ? -1 : 1)).map(([pool, of]) => ({ pool, ...count(of) })),
    ...count(members),
  };
}

function memberOf(
  { record: { report }, presence }: WorkerFacts,
  version: string | null,
  assignments: Pick<PolicyAssignments, 'assignmentOf'>,
  keyedBy: (workerId: string, pool: string) => CohortMember['keyed_by'],
): CohortMember {
  const pool = report.pool ?? '';
  const key = keyedBy(report.worker_id, pool);
  const told = assignments.assignmentOf({ ...(key === 'worker' && { workerId: report.worker_id }), pool });
  const reported = reportedVersion(report);
  return {
    worker_id: report.worker_id,
    pool,
    presence,
    in_cohort: told.canary === null ? version !== null : told.canary.inCohort,
    keyed_by: key,
    told_version: told.version,
    reported_version: reported,
    state: presence === 'silent' ? 'unknown' : reported === told.version ? 'as_told' : 'not_yet',
  };
}
