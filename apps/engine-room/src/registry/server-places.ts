import type { WorkerRow } from '@app/contracts';
import { createContext, use, useMemo } from 'react';
import type { ApiError } from '../api/api-error';
import { registerPlace, serverPlace } from './places';
import { useServerDirectory, type ServerDirectory } from './queries';

/** Where the record of a worker's server is, or why there is no way to it. */
export type ServerPlace =
  | { readonly kind: 'manage'; readonly to: string; readonly server: string }
  | { readonly kind: 'register'; readonly to: string }
  | { readonly kind: 'none'; readonly because: string };

/** Finds the place for a worker. */
export type FindPlace = (worker: WorkerRow) => ServerPlace;

const notRead: FindPlace = () => ({ kind: 'none', because: 'The registered servers are not read yet' });

export const ServerPlacesContext = createContext<FindPlace>(notRead);

/** Where the server of a worker is; given by ServerPlaces. */
export const useServerPlace = (worker: WorkerRow): ServerPlace => use(ServerPlacesContext)(worker);

/** Finds places by the directory of servers, renewed as it is. That it cannot be read must not disturb the fleet. */
export function useFindPlace(): FindPlace {
  const { data, error } = useServerDirectory();
  return useMemo(() => finderOf(data, error), [data, error]);
}

/** `directory` is undefined until it was read once; `error` is why not. */
export function finderOf(directory: ServerDirectory | undefined, error: ApiError | null): FindPlace {
  if (!directory) {
    return error ? () => ({ kind: 'none', because: `No link to a server: ${error.message}` }) : notRead;
  }
  const places = new Map<string, ServerPlace>();
  for (const { id, name, runtime } of directory.servers) {
    const place: ServerPlace = { kind: 'manage', to: serverPlace(id), server: name };
    // One that is ambiguous is nobody's yet, but its page says who it could be.
    for (const candidate of runtime.candidates) if (!places.has(candidate)) places.set(candidate, place);
    if (runtime.worker_id !== null) places.set(runtime.worker_id, place);
  }
  const unregistered = new Set(directory.meta.unregistered_workers.map(({ worker_id }) => worker_id));
  return (worker) => {
    const known = places.get(worker.worker_id);
    if (known) return known;
    if (unregistered.has(worker.worker_id)) return { kind: 'register', to: registerPlace(worker) };
    return { kind: 'none', because: 'Not known yet whether it belongs to a registered server' };
  };
}
