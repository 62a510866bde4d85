import type { Decision } from '@app/contracts';

/** How many workers somebody wants in a pool. Kept for ever; `decision` carries wire times as it is only shown. */
export interface PoolIntent {
  readonly desired: number;
  readonly decision: Decision;
  /** Grows by one with every write; 0 means never written. */
  readonly revision: number;
}

/** The intent after wanting `desired` workers. */
export function scaled(current: PoolIntent | null, desired: number, decision: Decision): PoolIntent {
  return { desired, decision, revision: (current?.revision ?? 0) + 1 };
}
