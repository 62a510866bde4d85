/** Who asks for its policy. */
export interface PolicyAsker {
  /** Empty or absent: it does not say, as the workers of today. */
  readonly workerId?: string;
  /** Empty: it names none. */
  readonly pool: string;
}

/** What a caller shall run. */
export interface PolicyAssignment {
  /** Null: no version, the worker keeps the rules it has. */
  readonly version: string | null;
  /** Null outside a canary. */
  readonly stableVersion: string | null;
  readonly canary: { readonly version: string; readonly percent: number; readonly inCohort: boolean } | null;
}

/** Which policy version a worker is told; from memory, the same for its poll, its beats and the pages. */
export abstract class PolicyAssignments {
  abstract assignmentOf(asker: PolicyAsker): PolicyAssignment;
  /** False until the rollout was read once; before that nobody knows who shall run what. */
  abstract readonly isLoaded: boolean;
}
