import type { ShadowTransition } from '@app/contracts';

/** The classes in the order in which people think of them; null is an attempt that ended without a reply. */
const ORDER: readonly (string | null)[] = [
  'deliverable',
  'undeliverable',
  'retryable',
  'policy_blocked',
  'unknown',
  null,
];

export interface Matrix {
  /** Classes of the active policy that occur, and those of the candidate. */
  readonly from: readonly (string | null)[];
  readonly to: readonly (string | null)[];
  /** Decisions that would be the same, and others. */
  readonly same: number;
  readonly other: number;
  cellOf(from: string | null, to: string | null): ShadowTransition | undefined;
}

/** The transitions of one provider as rows and columns; classes that nobody knows come last. */
export function matrixOf(transitions: readonly ShadowTransition[]): Matrix {
  const isSame = ({ from, to }: ShadowTransition) => from === to;
  return {
    from: ordered(transitions.map(({ from }) => from)),
    to: ordered(transitions.map(({ to }) => to)),
    same: total(transitions.filter(isSame)),
    other: total(transitions.filter((cell) => !isSame(cell))),
    cellOf: (from, to) => transitions.find((cell) => cell.from === from && cell.to === to),
  };
}

const total = (cells: readonly ShadowTransition[]) => cells.reduce((sum, { count }) => sum + count, 0);

function ordered(classes: readonly (string | null)[]): readonly (string | null)[] {
  const rank = (name: string | null) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return [...new Set(classes)].sort((one, other) => rank(one) - rank(other) || (one ?? '').localeCompare(other ?? ''));
}

/** `policy blocked`; `no reply` for null. */
export const classWords = (name: string | null): string => name?.replaceAll('_', ' ') ?? 'no reply';
