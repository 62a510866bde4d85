import { type PolicyVersion, ROLLOUT_STEPS, type RolloutEntry, type RolloutView } from '@app/contracts';
import { activeVersion } from './rollout/rollout-rules.js';
import type { HistoryEntry, RolloutRecord, VersionRecord } from './rollout/rollout-record.js';

/** Every version, newest change first (contract, section 1.8). */
export function versionRows(record: RolloutRecord, isKept: (version: string) => boolean): PolicyVersion[] {
  return Object.values(record.versions)
    .map((version) => versionRow(record, version, isKept(version.version)))
    .sort((one, other) => order(other.updated_at ?? '', one.updated_at ?? '') || order(one.version, other.version));
}

/** One version as the API tells it; what is empty is left out, as the former service did. */
export function versionRow(record: RolloutRecord, version: VersionRecord, isKept: boolean): PolicyVersion {
  const isActive = version.version === activeVersion(record);
  const isStable = version.version === record.stable;
  const wasUsed = version.promotedAt !== null;
  return {
    version: version.version,
    status: isActive || isStable ? 'active' : wasUsed ? 'inactive' : 'draft',
    active: isActive,
    canary_percent: isActive ? (record.canary?.percent ?? 100) : version.canaryPercent,
    validation_status: version.validation,
    ...(version.validationError !== null && { validation_error: version.validationError }),
    ...(version.checksum !== null && { payload_checksum: version.checksum }),
    ...(version.validatedAt !== null && { payload_validated_at: version.validatedAt }),
    updated_at: version.updatedAt,
    ...(version.promotedAt !== null && { promoted_at: version.promotedAt }),
    ...(version.rolledBackAt !== null && { rolled_back_at: version.rolledBackAt }),
    updated_by: version.updatedBy,
    stable: isStable,
    payload_kept: isKept,
    findings: version.findings,
  };
}

/** What was done, newest first. */
export function rolloutEntries({ history }: RolloutRecord, limit: number): RolloutEntry[] {
  return history.slice(0, limit).map(entryOf);
}

/**
 * What is on its way, and where a rollback would go.
 * @param fallback where a rollback would go; null: nowhere
 */
export function rolloutView(record: RolloutRecord, fallback: string | null): Omit<RolloutView, 'autopilot'> {
  const { canary, stable, history, revision } = record;
  const active = activeVersion(record);
  const percent = canary?.percent ?? (stable === null ? 0 : 100);
  const last = history.find(({ action }) => action !== 'validate');
  return {
    state: canary !== null ? 'canary' : stable !== null ? 'stable' : 'none',
    active_version: active,
    stable_version: stable,
    canary_percent: percent,
    decision: last === undefined ? null : { actor: last.actor, reason: last.notes, at: last.at, expires_at: null },
    revision,
    rollback_to: active === null ? null : fallback,
    rollback_why: rollbackWhy(record, active, fallback),
    next_percent: canary === null ? null : (ROLLOUT_STEPS.find((step) => step > percent) ?? null),
  };
}

function rollbackWhy(record: RolloutRecord, active: string | null, fallback: string | null): string {
  if (active === null) return 'No version was promoted yet.';
  if (fallback === null) {
    return `No version before ${active} ran everywhere without being taken back, so there is nothing to return to.`;
  }
  if (record.canary !== null) return 'It is what everybody outside the cohort runs.';
  return `It ran everywhere before ${active} and was not taken back.`;
}

function entryOf(entry: HistoryEntry): RolloutEntry {
  return {
    action: entry.action,
    version: entry.version,
    from_version: entry.fromVersion,
    canary_percent: entry.percent,
    triggered_by: entry.triggeredBy,
    actor: entry.actor,
    source: entry.source,
    notes: entry.notes,
    validation_status: entry.validation,
    payload_checksum: entry.checksum,
    created_at: entry.at,
    request_id: entry.requestId,
    revision: entry.revision,
  };
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
