import type { ServerFilter, ServerRow } from '@app/contracts';
import { SERVER_FILTERS } from '@app/contracts';
import { Failure } from '../common/failure.js';

/** Which servers are asked for. */
export interface ServerQuery {
  readonly filter: ServerFilter;
  /** Part of the name, the address, the pool or the matched worker's id, in any case; null does not restrict. */
  readonly text: string | null;
  readonly limit: number | null;
  readonly cursor: string | null;
}

export interface ServerPage {
  readonly servers: readonly ServerRow[];
  readonly counts: Readonly<Record<ServerFilter, number>>;
  readonly nextCursor: string | null;
}

const KEEPS: Readonly<Record<ServerFilter, (row: ServerRow) => boolean>> = {
  all: () => true,
  operational: ({ needs_attention }) => !needs_attention,
  needs_attention: ({ needs_attention }) => needs_attention,
  matched: ({ runtime }) => runtime.state === 'matched',
  unmatched: ({ runtime }) => runtime.state !== 'matched',
};

/** The page that `query` asks for, in Laravel's order; an ambiguous server counts as unmatched. */
export function selectServers(rows: readonly ServerRow[], query: ServerQuery): ServerPage {
  const counts = Object.fromEntries(
    SERVER_FILTERS.map((filter) => [filter, rows.filter(KEEPS[filter]).length]),
  ) as Record<ServerFilter, number>;
  const text = query.text?.trim().toLowerCase() ?? '';
  const kept = rows.filter((row) => KEEPS[query.filter](row) && (text === '' || hasText(row, text)));
  const from = query.cursor === null ? 0 : positionAfter(kept, query.cursor);
  const to = query.limit === null ? kept.length : from + query.limit;
  const servers = kept.slice(from, to);
  return { servers, counts, nextCursor: to < kept.length ? String(servers.at(-1)?.id ?? '') : null };
}

function hasText(row: ServerRow, text: string): boolean {
  const fields = [row.name, row.ip_address, row.region, row.environment, row.pool?.slug, row.pool?.name];
  return [...fields, row.runtime.worker_id, String(row.id)].some((field) => field?.toLowerCase().includes(text));
}

/** A page continues after the server where the one before ended; without that server nobody knows where. */
function positionAfter(rows: readonly ServerRow[], cursor: string): number {
  const at = rows.findIndex(({ id }) => String(id) === cursor);
  if (at >= 0) return at + 1;
  const problem = 'cursor names no server of this list; begin again without it';
  throw new Failure('invalid_request', problem, { fields: [{ field: 'cursor', problem }] });
}
