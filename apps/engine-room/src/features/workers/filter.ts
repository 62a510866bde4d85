import { DESIRED_STATES, PRESENCES, type DesiredState, type Presence, type WorkerRow } from '@app/contracts';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

/** Which workers the table shows; null does not narrow. */
export interface WorkerFilter {
  readonly q: string;
  readonly pool: string | null;
  readonly status: DesiredState | null;
  readonly desired: DesiredState | null;
  readonly presence: Presence | null;
  readonly quarantined: boolean | null;
  readonly converging: boolean | null;
}

const inUrl = {
  q: parseAsString.withDefault(''),
  pool: parseAsString,
  status: parseAsStringLiteral(DESIRED_STATES),
  desired: parseAsStringLiteral(DESIRED_STATES),
  presence: parseAsStringLiteral(PRESENCES),
  quarantined: parseAsBoolean,
  converging: parseAsBoolean,
};

/** The filter lives in the URL, so that a link shows what its sender saw. */
export const useWorkerFilter = () => useQueryStates(inUrl, { shallow: false }); // links keep it through the router

/** How many parts narrow the table. */
export const narrowing = (filter: WorkerFilter): number =>
  Object.values(filter).filter((part) => part !== null && part !== '').length;

/** Whether the worker is shown. `q` is looked for in id, host, address and pool, in any case of letters. */
export function matches(filter: WorkerFilter, row: WorkerRow): boolean {
  if (filter.pool !== null && row.pool !== filter.pool) return false;
  if (filter.status !== null && row.status !== filter.status) return false;
  if (filter.desired !== null && row.desired_state !== filter.desired) return false;
  if (filter.presence !== null && row.presence !== filter.presence) return false;
  if (filter.quarantined !== null && row.quarantined !== filter.quarantined) return false;
  if (filter.converging !== null && (row.convergence !== 'effective') !== filter.converging) return false;
  const q = filter.q.trim().toLowerCase();
  if (q === '') return true;
  return [row.worker_id, row.host, row.ip_address, row.pool].some((text) => text.toLowerCase().includes(q));
}
