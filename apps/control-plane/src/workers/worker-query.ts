import type { DesiredState, Presence } from '@app/contracts';
import { Failure } from '../common/failure.js';
import { ratesOf } from './counter-window.js';
import { type WorkerFacts } from './worker-row.js';
import { desiredState, isQuarantined } from './worker-intent.js';

export const SORT_FIELDS = [
  'worker_id',
  'pool',
  'status',
  'desired_state',
  'last_heartbeat_at',
  'emails_per_second',
] as const;
export type SortField = (typeof SORT_FIELDS)[number];

/** Which workers are asked for, in which order. What is null does not restrict. */
export interface WorkerQuery {
  readonly pool: string | null;
  readonly status: DesiredState | null;
  readonly desired: DesiredState | null;
  readonly quarantined: boolean | null;
  /** Part of the id, the host or the address, in any case. */
  readonly text: string | null;
  readonly presence: Presence | 'all';
  readonly sort: { readonly by: SortField; readonly descending: boolean };
  /** At most this many; null means all. */
  readonly limit: number | null;
  /** Where the page before ended. */
  readonly cursor: string | null;
}

export interface WorkerPage {
  readonly workers: readonly WorkerFacts[];
  /** How many match, on all pages together. */
  readonly total: number;
  /** For the next page; null on the last. */
  readonly nextCursor: string | null;
}

type SortKey = string | number;

/**
 * The page that `query` asks for. `facts` must be ordered by worker id, ascending; equal sort keys keep that order, so
 * that a page continues where the one before ended even when workers come and go. Under an order by something that
 * changes by itself (last beat, speed) a worker may move to another page meanwhile.
 * @throws Failure invalid_request for a cursor that was not given out for this order
 */
export function selectWorkers(facts: Iterable<WorkerFacts>, query: WorkerQuery, now: number): WorkerPage {
  const matching = [...facts].filter((worker) => matches(worker, query, now));
  const ordered = order(matching, query, now);
  const from = query.cursor === null ? 0 : positionAfter(query.cursor, ordered, query, now);
  const to = query.limit === null ? ordered.length : from + query.limit;
  const last = ordered[to - 1];
  const nextCursor = last === undefined || to >= ordered.length ? null : cursorOf(last, query, now);
  return { workers: ordered.slice(from, to), total: ordered.length, nextCursor };
}

function matches({ record, intent, presence }: WorkerFacts, query: WorkerQuery, now: number): boolean {
  const { report } = record;
  if (query.presence !== 'all' && presence !== query.presence) return false;
  if (query.pool !== null && (report.pool ?? '') !== query.pool) return false;
  if (query.status !== null && report.status !== query.status) return false;
  if (query.desired !== null && desiredState(intent, now) !== query.desired) return false;
  if (query.quarantined !== null && isQuarantined(intent, now) !== query.quarantined) return false;
  return query.text === null || textMatches(query.text.toLowerCase(), report);
}

function textMatches(text: string, report: WorkerFacts['record']['report']): boolean {
  return [report.worker_id, report.host, report.ip_address].some((field) => field?.toLowerCase().includes(text));
}

function order(facts: WorkerFacts[], { sort }: WorkerQuery, now: number): readonly WorkerFacts[] {
  if (sort.by === 'worker_id') return sort.descending ? facts.reverse() : facts;
  const keyed = facts.map((worker) => ({ worker, key: sortKey(worker, sort.by, now) }));
  const direction = sort.descending ? -1 : 1;
  keyed.sort((a, b) => direction * compareKeys(a.key, b.key) || compareKeys(idOf(a.worker), idOf(b.worker)));
  return keyed.map(({ worker }) => worker);
}

function sortKey({ record, intent }: WorkerFacts, by: SortField, now: number): SortKey {
  switch (by) {
    case 'worker_id':
      return record.report.worker_id;
    case 'pool':
      return record.report.pool ?? '';
    case 'status':
      return record.report.status;
    case 'desired_state':
      return desiredState(intent, now);
    case 'last_heartbeat_at':
      return record.receivedAt;
    case 'emails_per_second':
      return ratesOf(record.window).emails_per_second.value ?? -1; // unknown stands below nothing
  }
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function idOf({ record }: WorkerFacts): string {
  return record.report.worker_id;
}

interface Cursor {
  readonly by: SortField;
  readonly descending: boolean;
  readonly key: SortKey;
  readonly id: string;
}

function cursorOf(last: WorkerFacts, { sort }: WorkerQuery, now: number): string {
  const cursor: Cursor = { ...sort, key: sortKey(last, sort.by, now), id: idOf(last) };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function positionAfter(text: string, ordered: readonly WorkerFacts[], { sort }: WorkerQuery, now: number): number {
  const cursor = parseCursor(text);
  if (cursor === null || cursor.by !== sort.by || cursor.descending !== sort.descending) {
    const problem = 'cursor was not given out for this sort order';
    throw new Failure('invalid_request', problem, { fields: [{ field: 'cursor', problem }] });
  }
  const direction = sort.descending ? -1 : 1;
  const idDirection = sort.by === 'worker_id' ? direction : 1;
  const at = ordered.findIndex((worker) => {
    const byKey = direction * compareKeys(sortKey(worker, sort.by, now), cursor.key);
    return byKey > 0 || (byKey === 0 && idDirection * compareKeys(idOf(worker), cursor.id) > 0);
  });
  return at === -1 ? ordered.length : at;
}

function parseCursor(text: string): Cursor | null {
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<Cursor> | null;
    const { by, descending, key, id } = cursor ?? {};
    const isKey = typeof key === 'string' || typeof key === 'number';
    const isOrder = by !== undefined && SORT_FIELDS.includes(by) && typeof descending === 'boolean';
    return isOrder && isKey && typeof id === 'string' ? { by, descending, key, id } : null;
  } catch {
    return null;
  }
}
