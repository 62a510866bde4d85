import type { Provider, UnknownReasonRow } from '@app/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ApiError } from '../../api/api-error';
import { useRenewal } from '../../registry/queries';
import { readClusters, readUnknownReasons, type ClusterPage } from './api';

/** The traces behind the clusters are read anew by the control plane every half a minute. */
const RENEW_MS = 10_000;

export const useClusters = (provider: Provider | null) =>
  useQuery<ClusterPage, ApiError>({
    ...useRenewal(RENEW_MS),
    queryKey: ['decisions', 'clusters', provider],
    queryFn: () => readClusters(provider),
    placeholderData: (former) => former,
  });

export const useUnknownReasons = () =>
  useQuery<readonly UnknownReasonRow[], ApiError>({
    ...useRenewal(),
    queryKey: ['providers', 'unknown-reasons'],
    queryFn: readUnknownReasons,
  });
