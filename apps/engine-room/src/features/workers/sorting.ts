import type { SortingState } from '@tanstack/react-table';
import { parseAsStringLiteral, useQueryState } from 'nuqs';

/** The columns one can sort by, as the URL names them. */
export const SORTABLE = ['worker_id', 'pool', 'state', 'heartbeat', 'rate', 'tempfail', 'decided'] as const;
export type Sortable = (typeof SORTABLE)[number];

/** Columns whose values change by themselves: their order is held while somebody points at a row. */
const VOLATILE: readonly string[] = ['state', 'heartbeat', 'rate', 'tempfail'] satisfies Sortable[];

const WORDS = SORTABLE.flatMap((column) => [column, `-${column}`] as const);
const inUrl = parseAsStringLiteral(WORDS).withDefault('worker_id').withOptions({ shallow: false });

/** The order of the table, kept in the URL as `sort=-rate`. */
export function useWorkerSorting() {
  const [word, setWord] = useQueryState('sort', inUrl);
  const desc = word.startsWith('-');
  const id = desc ? word.slice(1) : word;
  const setSorting = (next: SortingState) => {
    const [first] = next;
    const named = first && `${first.desc ? '-' : ''}${first.id}`;
    void setWord(WORDS.find((known) => known === named) ?? null);
  };
  return { sorting: [{ id, desc }] satisfies SortingState, setSorting, isVolatile: VOLATILE.includes(id) };
}
