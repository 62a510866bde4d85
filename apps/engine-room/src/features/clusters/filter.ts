import { PROVIDERS } from '@app/contracts';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';

const PUSHED = { shallow: false, history: 'push' } as const;

/** Whose replies are shown; null: everybody's. */
export const useClusterProvider = () =>
  useQueryState('cluster_provider', parseAsStringLiteral(PROVIDERS).withOptions(PUSHED));

/** The cluster whose panel is open, or null. */
export const useOpenCluster = () => useQueryState('cluster_id', parseAsString.withOptions(PUSHED));

/** Whether the many small clusters are shown too. */
export const useAllClusters = () =>
  useQueryState('cluster_all', parseAsBoolean.withDefault(false).withOptions({ shallow: false }));
