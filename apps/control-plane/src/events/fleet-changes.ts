import type { Presence } from '@app/contracts';
import type { WorkerFacts } from '../workers/worker-row.js';

/** What readers were told last. */
export interface Told {
  readonly version: number;
  /** Presence changes by time alone, without a new version. */
  readonly presences: ReadonlyMap<string, Presence>;
}

export interface FleetChanges {
  readonly changed: readonly WorkerFacts[];
  readonly removed: readonly string[];
  readonly told: Told;
}

/** What has changed since readers were told last. */
export function changesSince(told: Told, workers: readonly WorkerFacts[], version: number): FleetChanges {
  const presences = new Map<string, Presence>();
  const changed: WorkerFacts[] = [];
  for (const worker of workers) {
    const id = worker.record.report.worker_id;
    presences.set(id, worker.presence);
    const isNews = worker.record.version > told.version || told.presences.get(id) !== worker.presence;
    if (isNews) changed.push(worker);
  }
  const removed = [...told.presences.keys()].filter((id) => !presences.has(id));
  return { changed, removed, told: { version, presences } };
}
