import type { PolicyFinding, RolloutAction } from '@app/contracts';
import { cohortOf, type CohortWorker } from './cohort.js';
import { versionOf, type HistoryEntry, type RolloutRecord, type VersionRecord } from './rollout-record.js';

/** Who decides, and when; `at` is a wire time. */
export interface RolloutDecision {
  readonly triggeredBy: string;
  readonly actor: string;
  readonly source: 'operator' | 'automation';
  readonly notes: string;
  readonly requestId: string | null;
  readonly at: string;
}

/** What the check of a payload came to. */
export interface CheckedPayload {
  readonly findings: readonly PolicyFinding[];
  /** Null when it is not valid. */
  readonly checksum: string | null;
  /** The first thing that is wrong; null when it is valid. */
  readonly error: string | null;
}

export type RefusedBecause =
  | 'not_validated'
  | 'nothing_to_fall_back_to'
  | 'already_everywhere'
  | 'nothing_active'
  | 'no_canary'
  | 'payload_replaced';

export type RolloutOutcome =
  | { readonly kind: 'applied'; readonly next: RolloutRecord }
  | { readonly kind: 'refused'; readonly because: RefusedBecause };

/** Entries kept; every decision is written with all of them. */
const HISTORY = 100;
/** Drafts kept: versions that were checked and never rolled out, the newest. */
const DRAFTS = 100;

/** The version that is being rolled out, or that everybody runs; null: none was ever promoted. */
export function activeVersion({ canary, stable }: RolloutRecord): string | null {
  return canary?.version ?? stable;
}

/** The record after a check of `version`'s payload, whatever it came to; an unknown version becomes a draft. */
export function validated(
  record: RolloutRecord,
  version: string,
  check: CheckedPayload,
  decision: RolloutDecision,
): RolloutRecord {
  const known = versionOf(record, version);
  const next: VersionRecord = {
    version,
    promotedAt: known?.promotedAt ?? null,
    rolledBackAt: known?.rolledBackAt ?? null,
    canaryPercent: known?.canaryPercent ?? 0,
    validation: check.error === null ? 'valid' : 'invalid',
    validationError: check.error,
    findings: check.findings,
    checksum: check.checksum,
    validatedAt: decision.at,
    updatedAt: decision.at,
    updatedBy: decision.triggeredBy,
  };
  const versions = withoutOldDrafts({ ...record.versions, [version]: next }, version);
  return written(record, { versions }, 'validate', version, decision);
}

/**
 * Rolls `version` out to `percent` of the fleet; at 100 everybody runs it. Rolling out what is under way already widens
 * or narrows it.
 * @param percent 1 to 100
 * @param mustBeValid false: versions that were never checked may be rolled out too
 */
export function promoted(
  record: RolloutRecord,
  version: string,
  percent: number,
  workers: readonly CohortWorker[],
  mustBeValid: boolean,
  decision: RolloutDecision,
): RolloutOutcome {
  const known = versionOf(record, version);
  if (known === null || (mustBeValid && known.validation !== 'valid')) return refused('not_validated');
  if (percent < 100 && record.stable === null) return refused('nothing_to_fall_back_to');
  if (percent < 100 && record.stable === version) return refused('already_everywhere');
  return { kind: 'applied', next: rolledOut(record, known, percent, workers, 'promote', decision) };
}

/**
 * Widens the canary that is under way; what it was checked by stands. Not when another payload of it was validated
 * meanwhile: that one passed no gate, and what was measured is of the former one.
 */
export function stepped(
  record: RolloutRecord,
  percent: number,
  workers: readonly CohortWorker[],
  decision: RolloutDecision,
): RolloutOutcome {
  const known = record.canary && versionOf(record, record.canary.version);
  if (known === null) return refused('no_canary');
  const decided = record.history.find((entry) => entry.action !== 'validate');
  if (decided !== undefined && decided.checksum !== known.checksum) return refused('payload_replaced');
  return { kind: 'applied', next: rolledOut(record, known, percent, workers, 'step', decision) };
}

/**
 * Takes the active version back: a canary to what everybody else runs, and what everybody runs to the version that
 * everybody ran last before and that was never taken back itself.
 * @param isUsable whether a version could be run again: its payload is known to be good
 */
export function rolledBack(
  record: RolloutRecord,
  isUsable: (version: string) => boolean,
  decision: RolloutDecision,
): RolloutOutcome {
  const from = activeVersion(record);
  const known = from === null ? null : versionOf(record, from);
  if (from === null || known === null) return refused('nothing_active');
  const to = fallback(record, isUsable);
  if (to === null) return refused('nothing_to_fall_back_to');
  const taken: VersionRecord = {
    ...known,
    rolledBackAt: decision.at,
    updatedAt: decision.at,
    updatedBy: decision.triggeredBy,
  };
  const change = {
    versions: { ...record.versions, [from]: taken },
    stable: to,
    canary: null,
    proven: record.proven.filter((version) => version !== from),
  };
  return { kind: 'applied', next: written(record, change, 'rollback', to, decision) };
}

/** Where a rollback would go; null: nowhere. */
export function fallback(record: RolloutRecord, isUsable: (version: string) => boolean): string | null {
  if (record.canary !== null) return record.stable;
  const earlier = record.proven.filter(
    (version) => version !== record.stable && versionOf(record, version)?.rolledBackAt === null && isUsable(version),
  );
  return earlier.at(-1) ?? null;
}

function rolledOut(
  record: RolloutRecord,
  known: VersionRecord,
  percent: number,
  workers: readonly CohortWorker[],
  action: 'promote' | 'step',
  decision: RolloutDecision,
): RolloutRecord {
  const { version } = known;
  const next: VersionRecord = {
    ...known,
    canaryPercent: percent,
    promotedAt: decision.at,
    rolledBackAt: null,
    updatedAt: decision.at,
    updatedBy: decision.triggeredBy,
  };
  const versions = { ...record.versions, [version]: next };
  if (percent === 100) {
    const proven = [...record.proven.filter((one) => one !== version), version];
    return written(record, { versions, stable: version, canary: null, proven }, action, version, decision);
  }
  const { canary } = record;
  const isGrowing = canary?.version === version && canary.percent <= percent;
  const cohort = cohortOf(version, percent, workers, isGrowing ? canary.cohort : undefined);
  return written(record, { versions, canary: { version, percent, cohort } }, action, version, decision);
}

function written(
  record: RolloutRecord,
  change: Partial<RolloutRecord>,
  action: RolloutAction,
  version: string,
  { at, triggeredBy, actor, source, notes, requestId }: RolloutDecision,
): RolloutRecord {
  const revision = record.revision + 1;
  const next = { ...record, ...change, revision };
  const about = versionOf(next, version);
  const entry: HistoryEntry = {
    action,
    version,
    fromVersion: action === 'validate' ? null : activeVersion(record),
    percent: next.canary?.version === version ? next.canary.percent : action === 'validate' ? 0 : 100,
    triggeredBy,
    actor,
    source,
    notes,
    validation: about?.validation ?? 'pending',
    checksum: about?.checksum ?? null,
    at,
    requestId,
    revision,
  };
  return { ...next, history: kept([entry, ...record.history]) };
}

/** Checks are many and change nothing: they do not push out who rolled out what runs now. */
function kept(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  if (history.length <= HISTORY) return history;
  const checks = history.filter(({ action }) => action === 'validate');
  const over = checks.length > HISTORY / 2 ? checks.at(-1) : history.at(-1);
  return history.filter((entry) => entry !== over);
}

function refused(because: RefusedBecause): RolloutOutcome {
  return { kind: 'refused', because };
}

function withoutOldDrafts(versions: RolloutRecord['versions'], checked: string): RolloutRecord['versions'] {
  const drafts = Object.values(versions).filter((one) => one.promotedAt === null && one.version !== checked);
  if (drafts.length < DRAFTS) return versions;
  const oldest = drafts.reduce((old, one) => (one.updatedAt < old.updatedAt ? one : old));
  return Object.fromEntries(Object.entries(versions).filter(([version]) => version !== oldest.version));
}
