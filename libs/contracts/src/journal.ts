/** Who caused a change. */
export type JournalSource = 'operator' | 'automation' | 'worker';

/** What was decided upon. */
export type JournalKind =
  | 'worker.intent'
  | 'pool.intent'
  | 'server.operation'
  | 'server.verification'
  | 'provider.mode'
  | 'policy.reload'
  | 'policy.rollout'
  | 'policy.payload'
  | 'policy.autopilot'
  | 'policy.shadow';

/** One line of the journal: what was decided, by whom, and why. Written in the same step as what it tells of. */
export interface JournalEntry {
  readonly kind: JournalKind;
  readonly at: string;
  readonly actor: string;
  readonly source: JournalSource;
  /** A verb: `pause`, `expire`, `scale`, … */
  readonly action: string;
  readonly target: string;
  readonly reason: string;
  readonly request_id: string | null;
  readonly before: unknown;
  readonly after: unknown;
}
