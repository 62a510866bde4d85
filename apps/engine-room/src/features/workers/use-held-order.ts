import type { WorkerRow } from '@app/contracts';
import { useMemo, useState } from 'react';

/**
 * Rows that move while one aims at them get the wrong worker paused. While held, the rows keep the order they had; their
 * content goes on, new ones come last.
 */
export function useHeldOrder(rows: readonly WorkerRow[]) {
  const [held, setHeld] = useState<readonly string[] | null>(null);
  const ordered = useMemo(() => (held ? inOrder(rows, held) : rows), [rows, held]);
  return { rows: ordered, isHeld: held !== null, hold: setHeld, release: () => setHeld(null) };
}

function inOrder(rows: readonly WorkerRow[], order: readonly string[]): readonly WorkerRow[] {
  const waiting = new Map(rows.map((row) => [row.worker_id, row]));
  const known = order.flatMap((workerId) => {
    const row = waiting.get(workerId);
    waiting.delete(workerId);
    return row ? [row] : [];
  });
  return [...known, ...waiting.values()];
}
