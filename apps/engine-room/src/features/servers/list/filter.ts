import { SERVER_FILTERS, type ServerFilter } from '@app/contracts';
import { createParser, parseAsString, useQueryStates } from 'nuqs';

/** Words of former links, and what they are called now (contract, section 9.6). */
const FORMER: Readonly<Record<string, ServerFilter>> = { offline: 'needs_attention', mismatch: 'unmatched' };

/** The filter that a word in a link means; null when it means none. */
export const filterOf = (word: string): ServerFilter | null =>
  SERVER_FILTERS.find((filter) => filter === word) ?? FORMER[word] ?? null;

const parseAsFilter = createParser<ServerFilter>({ parse: filterOf, serialize: (filter) => filter });

const inUrl = { filter: parseAsFilter, registry_filter: parseAsFilter, q: parseAsString.withDefault('') };

/** Which servers the list shows. It lives in the URL; `registry_filter` of former links is read, and replaced. */
export function useServerFilter() {
  const [url, setUrl] = useQueryStates(inUrl, { shallow: false });
  return {
    filter: url.filter ?? url.registry_filter ?? 'all',
    q: url.q,
    setFilter: (filter: ServerFilter) =>
      void setUrl({ filter: filter === 'all' ? null : filter, registry_filter: null }),
    setQ: (q: string) => void setUrl({ q: q || null }),
    clear: () => void setUrl(null),
  };
}
