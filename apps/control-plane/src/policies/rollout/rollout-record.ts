import type { PolicyFinding, RolloutAction } from '@app/contracts';

/** What is known of one version. Instants are wire times: they are only shown. */
export interface VersionRecord {
  readonly version: string;
  readonly validation: 'pending' | 'valid' | 'invalid';
  readonly validationError: string | null;
  readonly findings: readonly PolicyFinding[];
  /** Of the payload's raw bytes, lower-case hex SHA-256; null: never found valid. */
  readonly checksum: string | null;
  readonly validatedAt: string | null;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly promotedAt: string | null;
  /** Set when it was taken back; promoting it again by hand clears it. */
  readonly rolledBackAt: string | null;
  /** The percentage it was rolled out to last. */
  readonly canaryPercent: number;
}

/** Who is told the candidate, fixed when the percentage is decided (docs/decisions). */
export interface Cohort {
  /** Pool → a place in 0..1; a worker of that pool whose own place is at most this is in the cohort. */
  readonly upTo: Readonly<Record<string, number>>;
  /** The same for pools that were not known then. */
  readonly upToElsewhere: number;
  /** Pools whose workers are in the cohort when their polls name no worker, sorted. */
  readonly pools: readonly string[];
}

/** A version on its way: what everybody outside the cohort runs is `stable`. */
export interface Canary {
  readonly version: string;
  readonly percent: number;
  readonly cohort: Cohort;
}

export interface HistoryEntry {
  readonly action: RolloutAction;
  readonly version: string;
  readonly fromVersion: string | null;
  readonly percent: number;
  readonly triggeredBy: string;
  readonly actor: string;
  readonly source: 'operator' | 'automation';
  readonly notes: string;
  readonly validation: 'pending' | 'valid' | 'invalid';
  readonly checksum: string | null;
  readonly at: string;
  readonly requestId: string | null;
  readonly revision: number;
}

/** Everything that was decided about policies, written as one. */
export interface RolloutRecord {
  readonly versions: Readonly<Record<string, VersionRecord>>;
  /** What everybody runs, or everybody outside the canary; null: nothing was ever promoted. */
  readonly stable: string | null;
  /** Null when nothing is on its way. */
  readonly canary: Canary | null;
  /** Versions that everybody ran once, oldest first, none twice; where a rollback may go. */
  readonly proven: readonly string[];
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
  /** Grows by one with every write; 0 means never written. */
  readonly revision: number;
}

export const NO_ROLLOUT: RolloutRecord = {
  versions: {},
  stable: null,
  canary: null,
  proven: [],
  history: [],
  revision: 0,
};

/** What is known of `version`; null: it was never validated. */
export function versionOf({ versions }: Pick<RolloutRecord, 'versions'>, version: string): VersionRecord | null {
  return Object.hasOwn(versions, version) ? (versions[version] ?? null) : null; // a version may be called `constructor`
}
