import type { FleetDelta, FleetSnapshot, FleetTotals } from '@app/contracts';

/** The charts show the last quarter of an hour. */
const HISTORY_MS = 15 * 60_000;

export type Applied = { readonly kind: 'applied'; readonly fleet: FleetSnapshot } | { readonly kind: 'out_of_sync' };

/**
 * The fleet after `delta`. A delta that does not follow the fleet we have says that something was missed; nothing is
 * applied then, and the reader must ask for a snapshot. One that we already have is dropped: a resumed stream may repeat.
 */
export function applyDelta(fleet: FleetSnapshot | undefined, delta: FleetDelta): Applied {
  if (!fleet) return { kind: 'out_of_sync' };
  if (delta.sequence === fleet.sequence) return { kind: 'applied', fleet };
  if (delta.sequence !== fleet.sequence + 1) return { kind: 'out_of_sync' };
  const workers = mergeWorkers(fleet, delta);
  const history = delta.point ? withPoint(fleet.history, delta.point) : fleet.history;
  return { kind: 'applied', fleet: { sequence: delta.sequence, workers, overview: delta.overview, history } };
}

/** Unchanged rows keep their identity, so that the table redraws only what changed. New workers come last. */
function mergeWorkers(fleet: FleetSnapshot, delta: FleetDelta): FleetSnapshot['workers'] {
  if (delta.workers.length === 0 && delta.removed.length === 0) return fleet.workers;
  const changed = new Map(delta.workers.map((row) => [row.worker_id, row]));
  const removed = new Set(delta.removed);
  const kept = fleet.workers.filter((row) => !removed.has(row.worker_id) || changed.has(row.worker_id));
  const merged = kept.map((row) => {
    const next = changed.get(row.worker_id);
    changed.delete(row.worker_id);
    return next ?? row;
  });
  return [...merged, ...changed.values()];
}

function withPoint(history: readonly FleetTotals[], point: FleetTotals): readonly FleetTotals[] {
  const oldest = Date.parse(point.at) - HISTORY_MS;
  return [...history.filter((old) => Date.parse(old.at) >= oldest && old.at !== point.at), point];
}
