import { useInfiniteQuery, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { RegisteredPool, ServerFilter, ServerListMeta, ServerRow } from '@app/contracts';
import type { ApiError } from '../api/api-error';
import { readPools, readServer, readServers, type ServerPage, type Sourced } from '../api/registry';
import { useLive } from '../live/live-store';

/** How often what is on the page is read again; Laravel's records change seldom. */
export const RENEW_MS = 15_000;

/** How many servers a page of the list has, and how many are read at once when all are wanted. */
const PAGE = 100;
const ALL_AT_ONCE = 1_000;

export const registryKeys = {
  servers: ['servers'] as const,
  serverList: (filter: ServerFilter, q: string) => ['servers', 'list', filter, q] as const,
  directory: ['servers', 'directory'] as const,
  server: (id: number) => ['servers', 'record', id] as const,
  operations: (id: number) => ['servers', 'operations', id] as const,
  bundle: (id: number) => ['servers', 'bundle', id] as const,
  verification: (id: number) => ['servers', 'verification', id] as const,
  credentials: ['provisioning-credentials'] as const,
  pools: ['pool-registry'] as const,
};

/**
 * What all reading of the registry has in common: a refusal is shown at once and asked again with the next renewal, and
 * nothing is renewed while the operator holds the page still. What an operator waits for (a command, an installer, the
 * checks) names an interval of its own, and is followed even then.
 */
export function useRenewal(everyMs = RENEW_MS) {
  const isHeld = useLive().pausedAt !== null;
  return {
    retry: false,
    networkMode: 'always',
    refetchInterval: isHeld ? false : everyMs,
    refetchOnWindowFocus: !isHeld,
  } as const satisfies Partial<UseQueryOptions>;
}

/** The servers that a filter and a search keep, page after page. The former ones stay until the new ones are here. */
export function useServerList(filter: ServerFilter, q: string) {
  return useInfiniteQuery<ServerPage, ApiError, ServerPage, ReturnType<typeof registryKeys.serverList>, string>({
    ...useRenewal(),
    queryKey: registryKeys.serverList(filter, q),
    queryFn: ({ pageParam }) =>
      readServers({ filter, limit: PAGE, ...(q && { q }), ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ meta }) => meta.next_cursor,
    select: ({ pages }) => joined(pages),
    placeholderData: (former) => former,
  });
}

/** All pages as one; what is said of the whole list comes from the first. */
function joined(pages: readonly ServerPage[]): ServerPage {
  const [first] = pages;
  if (!first) throw new Error('a list that was read has a first page');
  return { data: pages.flatMap(({ data }) => data), meta: first.meta };
}

/** Every registered server, and what is known beside them. */
export interface ServerDirectory {
  readonly servers: readonly ServerRow[];
  readonly meta: ServerListMeta;
}

/** All servers: for the links of workers, and to choose one. One query for all who ask. */
export const useServerDirectory = () =>
  useQuery<ServerDirectory, ApiError>({ ...useRenewal(), queryKey: registryKeys.directory, queryFn: readDirectory });

async function readDirectory(): Promise<ServerDirectory> {
  const pages = [await readServers({ limit: ALL_AT_ONCE })];
  for (let cursor = pages[0]?.meta.next_cursor; cursor; cursor = pages.at(-1)?.meta.next_cursor) {
    pages.push(await readServers({ limit: ALL_AT_ONCE, cursor }));
  }
  const { data: servers, meta } = joined(pages);
  return { servers, meta };
}

/** One server's record and the three facts about it. */
export const useServer = (id: number) =>
  useQuery<Sourced<ServerRow>, ApiError>({
    ...useRenewal(5_000), // it is what the operator looks at while acting
    queryKey: registryKeys.server(id),
    queryFn: () => readServer(id),
  });

export const usePoolRegistry = () =>
  useQuery<Sourced<readonly RegisteredPool[]>, ApiError>({
    ...useRenewal(),
    queryKey: registryKeys.pools,
    queryFn: readPools,
  });
