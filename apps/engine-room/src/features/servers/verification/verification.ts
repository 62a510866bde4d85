import type { Verification } from '@app/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../../../api/api-error';
import { readVerification, verifyServer } from '../../../api/registry';
import { registryKeys, useRenewal } from '../../../registry/queries';
import { useWish } from '../../../registry/use-wish';

/** While the checks run, and while one waits for the run that the first heartbeat starts. */
const FOLLOW_MS = 1_000;
const WAIT_MS = 3_000;

/** The latest run of the four checks, followed while it runs; one that starts by itself shows up, too. */
export const useVerification = (serverId: number) =>
  useQuery<Verification | null, ApiError>({
    ...useRenewal(),
    queryKey: registryKeys.verification(serverId),
    queryFn: () => readVerification(serverId),
    refetchInterval: ({ state: { data } }) => (data && data.finished_at === null ? FOLLOW_MS : WAIT_MS),
  });

/** Starts the checks. */
export function useVerify(serverId: number) {
  const cache = useQueryClient();
  return useWish<Verification>({
    send: () => verifyServer(serverId),
    onSuccess: (started) => {
      cache.setQueryData<Verification | null>(registryKeys.verification(serverId), started);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: registryKeys.server(serverId) }),
  });
}
