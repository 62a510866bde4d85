import type { RolloutAction, RolloutEntry } from '@app/contracts';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

export const ROLLOUT_ACTIONS = ['validate', 'promote', 'step', 'rollback'] as const satisfies readonly RolloutAction[];
export const SOURCES = ['operator', 'automation'] as const satisfies readonly RolloutEntry['source'][];

const inUrl = {
  q: parseAsString.withDefault(''),
  action: parseAsStringLiteral(ROLLOUT_ACTIONS),
  source: parseAsStringLiteral(SOURCES),
};

/** Which decisions are shown; it stands in the URL, so that a link can lead to a version's. */
export function useHistoryFilter() {
  const [filter, setFilter] = useQueryStates(inUrl);
  return { filter, setFilter };
}

export type HistoryFilter = ReturnType<typeof useHistoryFilter>['filter'];

/** Those that the filter keeps, in their order. The words are looked for in whatever one may remember. */
export function keptEntries(entries: readonly RolloutEntry[], filter: HistoryFilter): readonly RolloutEntry[] {
  const wanted = filter.q.trim().toLowerCase();
  return entries.filter((entry) => {
    const { version, from_version: from, triggered_by: by, actor, notes, payload_checksum: checksum } = entry;
    const text = [version, from, by, actor, notes, checksum].join(' ').toLowerCase();
    return (
      text.includes(wanted) &&
      (filter.action === null || entry.action === filter.action) &&
      (filter.source === null || entry.source === filter.source)
    );
  });
}
