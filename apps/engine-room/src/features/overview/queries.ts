import type { CanaryView, Provider, ProviderDrift, ProviderQuality, RolloutView } from '@app/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ApiError } from '../../api/api-error';
import { useRenewal } from '../../registry/queries';
import * as overview from './api';

/** A rollout is watched; the rest changes within minutes. */
const WATCHED_MS = 5_000;

export const useRollout = () =>
  useQuery<RolloutView, ApiError>({
    ...useRenewal(WATCHED_MS),
    queryKey: ['overview', 'rollout'],
    queryFn: overview.readRollout,
  });

/** The verdict of the canary that is under way; asked for only while there is one. */
export const useCanary = (isUnderWay: boolean) =>
  useQuery<CanaryView, ApiError>({
    ...useRenewal(WATCHED_MS),
    queryKey: ['overview', 'canary'],
    queryFn: overview.readCanary,
    enabled: isUnderWay,
  });

export const useShadowRuns = (limit: number) =>
  useQuery<readonly overview.ShadowRunLine[], ApiError>({
    ...useRenewal(),
    queryKey: ['overview', 'shadow-runs', limit],
    queryFn: () => overview.readShadowRuns(limit),
  });

export const useRouting = () =>
  useQuery<overview.RoutingFigures, ApiError>({
    ...useRenewal(),
    queryKey: ['overview', 'routing'],
    queryFn: overview.readRouting,
  });

export const useQuality = () =>
  useQuery<readonly ProviderQuality[], ApiError>({
    ...useRenewal(),
    queryKey: ['overview', 'quality'],
    queryFn: overview.readQuality,
  });

export const useDrift = () =>
  useQuery<readonly ProviderDrift[], ApiError>({
    ...useRenewal(),
    queryKey: ['overview', 'drift'],
    queryFn: overview.readDrift,
  });

export const useCalibration = () =>
  useQuery<overview.CalibrationFigures, ApiError>({
    ...useRenewal(),
    queryKey: ['overview', 'calibration'],
    queryFn: overview.readCalibration,
  });

/** The row of a provider, or undefined while it is not read. */
export const ofProvider = <Row extends { readonly provider: Provider }>(
  rows: readonly Row[] | undefined,
  provider: Provider,
): Row | undefined => rows?.find((row) => row.provider === provider);
