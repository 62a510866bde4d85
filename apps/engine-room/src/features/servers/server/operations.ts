import type { Operation } from '@app/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../../../api/api-error';
import { readOperations, sendCommand, type CommandWish } from '../../../api/registry';
import { registryKeys, RENEW_MS, useRenewal } from '../../../registry/queries';
import { useWish } from '../../../registry/use-wish';

/** While a command is under way, what it says is asked for this often. */
const FOLLOW_MS = 1_000;

export const isUnderWay = ({ state }: Operation): boolean => state === 'accepted' || state === 'running';

/** The server's commands, newest first; followed closely while one is under way, whoever sent it. */
export function useOperations(serverId: number) {
  const cache = useQueryClient();
  const key = registryKeys.operations(serverId);
  return useQuery<readonly Operation[], ApiError>({
    ...useRenewal(),
    queryKey: key,
    queryFn: async () => {
      const former = cache.getQueryData<readonly Operation[]>(key) ?? [];
      const operations = await readOperations(serverId);
      // What a command did shows in the server's facts.
      if (hasEnded(former, operations)) void cache.invalidateQueries({ queryKey: registryKeys.server(serverId) });
      return operations;
    },
    refetchInterval: ({ state: { data } }) => (data?.some(isUnderWay) ? FOLLOW_MS : RENEW_MS),
  });
}

/** Whether a command of `former` that was under way is no more. */
function hasEnded(former: readonly Operation[], now: readonly Operation[]): boolean {
  const states = new Map(now.map((operation) => [operation.id, operation]));
  return former.filter(isUnderWay).some(({ id }) => {
    const present = states.get(id);
    return present === undefined || !isUnderWay(present);
  });
}

/** Sends a command, and shows it at once among the others. */
export function useCommand(serverId: number) {
  const cache = useQueryClient();
  return useWish<Operation, CommandWish>({
    sameness: ({ action }) => action, // the key is another one for each click
    send: (wish) => sendCommand(serverId, wish),
    onSuccess: (accepted) => {
      cache.setQueryData<readonly Operation[]>(registryKeys.operations(serverId), (known = []) => [
        accepted,
        ...known.filter(({ id }) => id !== accepted.id),
      ]);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: registryKeys.operations(serverId) }),
  });
}
