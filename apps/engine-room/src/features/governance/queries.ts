import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CanaryView,
  CohortView,
  PolicyDiff,
  PolicyPayloadView,
  PolicyPoll,
  PolicyVersion,
  ProviderModeView,
  RolloutEntry,
  RolloutView,
  ShadowComparison,
  ShadowProgress,
  ShadowRun,
} from '@app/contracts';
import type { ApiError } from '../../api/api-error';
import { useRenewal } from '../../registry/queries';
import * as governance from './api';

export const governanceKeys = {
  modes: ['governance', 'modes'] as const,
  semantics: ['governance', 'semantics'] as const,
  poll: ['governance', 'poll'] as const,
  policies: ['governance', 'policies'] as const,
  versions: ['governance', 'policies', 'versions'] as const,
  rollout: ['governance', 'policies', 'rollout'] as const,
  rollouts: (limit: number) => ['governance', 'policies', 'rollouts', limit] as const,
  cohort: ['governance', 'policies', 'cohort'] as const,
  canary: ['governance', 'policies', 'canary'] as const,
  payload: (version: string) => ['governance', 'policies', 'payload', version] as const,
  diff: (version: string, against: string) => ['governance', 'policies', 'diff', version, against] as const,
  shadow: ['governance', 'shadow'] as const,
  progress: ['governance', 'shadow', 'progress'] as const,
  runs: (limit: number) => ['governance', 'shadow', 'runs', limit] as const,
  run: (runUuid: string) => ['governance', 'shadow', 'run', runUuid] as const,
  comparison: (version: string) => ['governance', 'shadow', 'comparison', version] as const,
};

/** What is decided seldom, what is being watched, and what somebody waits for. */
const SELDOM_MS = 10_000;
const WATCHED_MS = 5_000;
const AWAITED_MS = 1_000;

export const useModes = () =>
  useQuery<readonly ProviderModeView[], ApiError>({
    ...useRenewal(WATCHED_MS),
    queryKey: governanceKeys.modes,
    queryFn: governance.readModes,
  });

export const usePoll = () =>
  useQuery<PolicyPoll, ApiError>({
    ...useRenewal(SELDOM_MS),
    queryKey: governanceKeys.poll,
    queryFn: governance.readPoll,
  });

/** Fixed in the control plane; read once. */
export const useSemantics = () =>
  useQuery({
    queryKey: governanceKeys.semantics,
    queryFn: governance.readSemantics,
    staleTime: Infinity,
    retry: false,
  });

export const useVersions = () =>
  useQuery<readonly PolicyVersion[], ApiError>({
    ...useRenewal(SELDOM_MS),
    queryKey: governanceKeys.versions,
    queryFn: governance.readVersions,
  });

export const useRollout = () =>
  useQuery<RolloutView, ApiError>({
    ...useRenewal(WATCHED_MS),
    queryKey: governanceKeys.rollout,
    queryFn: governance.readRollout,
  });

export const useRollouts = (limit: number) =>
  useQuery<readonly RolloutEntry[], ApiError>({
    ...useRenewal(SELDOM_MS),
    queryKey: governanceKeys.rollouts(limit),
    queryFn: () => governance.readRollouts(limit),
  });

export const useCohort = () =>
  useQuery<CohortView, ApiError>({
    ...useRenewal(WATCHED_MS),
    queryKey: governanceKeys.cohort,
    queryFn: governance.readCohort,
  });

export const useCanary = () =>
  useQuery<CanaryView, ApiError>({
    ...useRenewal(WATCHED_MS),
    queryKey: governanceKeys.canary,
    queryFn: governance.readCanary,
  });

/** A version's payload. It changes in Laravel alone, so that it is read when somebody looks. */
export const usePayload = (version: string) =>
  useQuery<PolicyPayloadView, ApiError>({
    queryKey: governanceKeys.payload(version),
    queryFn: () => governance.readPayload(version),
    networkMode: 'always',
    retry: false,
  });

/** `against` is empty while nothing is chosen. */
export const useDiff = (version: string, against: string) =>
  useQuery<PolicyDiff, ApiError>({
    queryKey: governanceKeys.diff(version, against),
    queryFn: () => governance.readDiff(version, against),
    enabled: against !== '',
    networkMode: 'always',
    retry: false,
  });

/** The run under way, or null; followed closely while there is one. */
export function useProgress() {
  const renewal = useRenewal(WATCHED_MS);
  return useQuery<ShadowProgress | null, ApiError>({
    ...renewal,
    // somebody waits for a run, so it is followed on a page that is held still too
    refetchInterval: ({ state }) => (state.data ? AWAITED_MS : renewal.refetchInterval),
    queryKey: governanceKeys.progress,
    queryFn: governance.readProgress,
  });
}

export const useRuns = (limit: number) =>
  useQuery<readonly ShadowRun[], ApiError>({
    ...useRenewal(SELDOM_MS),
    queryKey: governanceKeys.runs(limit),
    queryFn: () => governance.readRuns(limit),
  });

export const useRun = (runUuid: string) =>
  useQuery<ShadowRun, ApiError>({
    ...useRenewal(SELDOM_MS),
    queryKey: governanceKeys.run(runUuid),
    queryFn: () => governance.readRun(runUuid),
  });

/** What the gate says of a version; `version` is empty while none is chosen. */
export const useComparison = (version: string) =>
  useQuery<ShadowComparison, ApiError>({
    ...useRenewal(SELDOM_MS),
    queryKey: governanceKeys.comparison(version),
    queryFn: () => governance.readComparison(version),
    enabled: version !== '',
  });

/** Reads everything about policies again: after a decision, and after a refusal, which says that we were behind. */
export function usePoliciesAgain(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: governanceKeys.policies }),
      cache.invalidateQueries({ queryKey: governanceKeys.shadow }),
    ]);
}
