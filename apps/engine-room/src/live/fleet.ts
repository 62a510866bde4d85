import type { FleetSnapshot, WorkerRow } from '@app/contracts';
import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Where the fleet lives in the cache. Only the live stream writes it (app/use-live-events.ts). */
export const fleetKey = ['fleet'] as const;

/** The cache must not compare ten thousand rows on each tick, nor drop or refetch what only the stream can bring. */
export function keepFleet(cache: QueryClient): void {
  cache.setQueryDefaults(fleetKey, { staleTime: Infinity, gcTime: Infinity, structuralSharing: false });
}

/** What `pick` takes from the fleet; undefined until the first snapshot is here. `pick` must be stable. */
export function useFleet<Part>(pick: (fleet: FleetSnapshot) => Part): Part | undefined {
  return useQuery({ queryKey: fleetKey, queryFn: skipToken, select: pick, structuralSharing: false }).data;
}

const overviewOf = (fleet: FleetSnapshot) => fleet.overview;
const workersOf = (fleet: FleetSnapshot) => fleet.workers;
const historyOf = (fleet: FleetSnapshot) => fleet.history;

export const useOverview = () => useFleet(overviewOf);
export const useWorkers = () => useFleet(workersOf);
export const useHistory = () => useFleet(historyOf);

/** One worker of the present fleet; undefined when it is not in it, or nothing is known yet. */
export const workerIn = (fleet: FleetSnapshot | undefined, workerId: string): WorkerRow | undefined =>
  fleet?.workers.find((row) => row.worker_id === workerId);

/** As `workerIn`, following the fleet. */
export const useWorker = (workerId: string): WorkerRow | undefined =>
  useFleet(useCallback((fleet: FleetSnapshot) => workerIn(fleet, workerId), [workerId]));
