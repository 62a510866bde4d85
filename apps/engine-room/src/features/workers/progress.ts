import type { WorkerAction, WorkerRow } from '@app/contracts';

/** How far a decision of this browser has come, in the order in which it goes. */
export const STEPS = ['pending', 'accepted', 'told', 'effective'] as const;
export type Step = (typeof STEPS)[number];

export type Progress =
  | { readonly kind: 'under_way'; readonly step: Step; readonly action: WorkerAction }
  | { readonly kind: 'overtaken'; readonly action: WorkerAction };

/** What `progressOf` reads of a decision: the request, and its answer. */
export interface Asked {
  readonly status: 'idle' | 'pending' | 'success' | 'error';
  readonly variables: { readonly action: WorkerAction } | undefined;
  readonly data: { readonly intent_revision: number } | undefined;
  /** Epoch milliseconds of this browser's clock. */
  readonly submittedAt: number;
}

/** How long after the request the end of the story is shown. Workers beat every 30 s at most, and two beats make it. */
const SHOWN_MS = 120_000;

/**
 * Reads the row against what was asked. The stored revision says whether the row knows of the decision yet; the row's own
 * `convergence` says the rest. Null when nothing was asked, the request was refused, or
 * the story ended a while ago.
 */
export function progressOf(asked: Asked | undefined, row: WorkerRow, now: number): Progress | null {
  if (!asked?.variables) return null;
  const { action } = asked.variables;
  if (asked.status === 'pending') return { kind: 'under_way', step: 'pending', action };
  if (asked.status !== 'success' || !asked.data) return null;
  const { intent_revision: revision } = asked.data;
  if (row.intent.revision < revision) return { kind: 'under_way', step: 'accepted', action };
  const isOver = row.intent.revision > revision || row.convergence === 'effective';
  if (isOver && now - asked.submittedAt > SHOWN_MS) return null;
  if (row.intent.revision > revision) return { kind: 'overtaken', action };
  return { kind: 'under_way', step: row.convergence, action };
}

/** What a step means, for people. */
export const STEP_WORDS: Readonly<Record<Step, string>> = {
  pending: 'Request on its way',
  accepted: 'Stored; the worker hears of it with its next heartbeat',
  told: 'The worker was told; its next heartbeat confirms',
  effective: 'The worker confirms',
};
