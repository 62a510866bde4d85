import type { DecisionExplanation, PolicyVersion } from '@app/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ApiError } from '../../api/api-error';
import { useRenewal } from '../../registry/queries';
import { explainTrace, readTraces, readVersions, type TracePage, type TraceQuery } from './api';

const decisionKeys = {
  list: (query: TraceQuery) => ['decisions', 'list', query] as const,
  explanation: (id: number, version: string | null) => ['decisions', 'explanation', id, version] as const,
  versions: ['policies', 'versions'] as const,
};

/** A page of traces. Only the newest page is renewed: older ones do not change. */
export function useTraces(query: TraceQuery) {
  const renewal = useRenewal();
  return useQuery<TracePage, ApiError>({
    ...renewal,
    ...(query.before_id !== null && { refetchInterval: false }),
    queryKey: decisionKeys.list(query),
    queryFn: () => readTraces(query),
    placeholderData: (former) => former,
  });
}

/** A trace never changes; what is made of it does only with the policy, so that it is not asked for again by itself. */
const ONCE = { retry: false, networkMode: 'always', refetchOnWindowFocus: false, staleTime: 60_000 } as const;

export const useExplanation = (id: number) =>
  useQuery<DecisionExplanation, ApiError>({
    ...ONCE,
    queryKey: decisionKeys.explanation(id, null),
    queryFn: () => explainTrace(id),
  });

/** What another version would have decided; asked for only once a version is chosen. */
export const useReplay = (id: number, version: string | null) =>
  useQuery<DecisionExplanation, ApiError>({
    ...ONCE,
    queryKey: decisionKeys.explanation(id, version),
    queryFn: () => explainTrace(id, version ?? ''),
    enabled: version !== null,
  });

export const useVersions = () =>
  useQuery<readonly PolicyVersion[], ApiError>({
    ...ONCE,
    queryKey: decisionKeys.versions,
    queryFn: readVersions,
  });
