import type { ReplayedClass } from './replayed.js';

/** Traces that have one class under one policy and one under another. */
export interface Transition {
  readonly from: ReplayedClass;
  readonly to: ReplayedClass;
  readonly count: number;
  /** Ids of the first of them. */
  readonly examples: readonly number[];
}

const EXAMPLES = 5;

interface Cell {
  readonly from: ReplayedClass;
  readonly to: ReplayedClass;
  count: number;
  readonly examples: number[];
}

/** Counts which class becomes which, and remembers the first traces of each cell. */
export class TransitionTable {
  private readonly cells = new Map<string, Cell>();

  add(from: ReplayedClass, to: ReplayedClass, traceId: number): void {
    const key = `${from} ${to}`;
    const cell = this.cells.get(key) ?? { from, to, count: 0, examples: [] };
    cell.count += 1;
    if (cell.examples.length < EXAMPLES) cell.examples.push(traceId);
    this.cells.set(key, cell);
  }

  /** By the names of the classes. */
  transitions(): readonly Transition[] {
    return [...this.cells].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
  }
}
