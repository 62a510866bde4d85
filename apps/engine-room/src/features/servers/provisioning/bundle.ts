import type { InstallStage, ProvisioningBundle } from '@app/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../../../api/api-error';
import { createBundle, readLatestBundle } from '../../../api/registry';
import { useNow } from '../../../live/now';
import { registryKeys, RENEW_MS, useRenewal } from '../../../registry/queries';
import { useWish } from '../../../registry/use-wish';

/** While an installer may report, its stages are asked for this often. */
const FOLLOW_MS = 2_000;

export type InstallProgress = 'untold' | 'waiting' | 'running' | 'failed' | 'done';

/** How far the installer is; `untold` when this Laravel says nothing of it. */
export function progressOf(stages: readonly InstallStage[] | null): InstallProgress {
  if (stages === null) return 'untold';
  if (stages.some(({ status }) => status === 'failed')) return 'failed';
  if (stages.length > 0 && stages.every(({ status }) => status === 'done')) return 'done';
  return stages.some(({ status }) => status !== 'waiting') ? 'running' : 'waiting';
}

const mayMove = (bundle: ProvisioningBundle | null | undefined): boolean =>
  bundle != null && !bundle.is_expired && !['done', 'untold'].includes(progressOf(bundle.install_stages));

/** The server's latest bundle, followed while its installer may report; null when there is none. */
export const useBundle = (serverId: number) =>
  useQuery<ProvisioningBundle | null, ApiError>({
    ...useRenewal(),
    queryKey: registryKeys.bundle(serverId),
    queryFn: () => readLatestBundle(serverId),
    refetchInterval: ({ state: { data } }) => (mayMove(data) ? FOLLOW_MS : RENEW_MS),
  });

/** Makes a bundle; the former one stops working. */
export function useCreateBundle(serverId: number) {
  const cache = useQueryClient();
  return useWish<ProvisioningBundle>({
    send: () => createBundle(serverId),
    onSuccess: (made) => {
      cache.setQueryData<ProvisioningBundle | null>(registryKeys.bundle(serverId), made);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: registryKeys.bundle(serverId) }),
  });
}

/**
 * Milliseconds until the bundle expires, ticking; 0 when it has. It is counted from the server's own figure, so that a
 * wrong clock on this machine does not matter. `readAt` is when the figure came, by this machine's clock.
 */
export function useTimeLeft(bundle: ProvisioningBundle, readAt: number): number {
  const now = useNow();
  if (bundle.is_expired) return 0;
  return Math.max(0, bundle.seconds_left * 1_000 - Math.max(0, now - readAt));
}
