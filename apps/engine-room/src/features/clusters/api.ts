import type { DraftedRule, Provider, RegistrySource, ReplyCluster, UnknownReasonRow } from '@app/contracts';
import { api, dataOf } from '../../api/client';

export interface ClusterPage {
  readonly data: readonly ReplyCluster[];
  readonly meta: {
    /** How old the traces are that the clusters are made of. */
    readonly source: RegistrySource;
    /** How many traces were looked at, and how many of them ended with a reply that did, or did not, decide. */
    readonly traces: number;
    readonly resolved: number;
    readonly unresolved: number;
    /** How many clusters there are, also beyond those that were sent. */
    readonly total: number;
  };
}

/** As many as the control plane sends at most. */
const ALL = 200;

/** Unresolved replies that are alike, most first. @throws ApiError */
export const readClusters = (provider: Provider | null): Promise<ClusterPage> =>
  dataOf(api.GET('/api/decisions/clusters', { params: { query: { ...(provider && { provider }), limit: ALL } } }));

/** Who signs in as browsers do must send JSON with whatever is not only read; there is nothing to send. */
const AS_JSON = { headers: { 'Content-Type': 'application/json' } };

/** A rule that would decide the cluster, and its effect in a replay. It changes nothing. @throws ApiError */
export async function draftRule(clusterId: string): Promise<DraftedRule> {
  const params = { path: { clusterId } };
  return (await dataOf(api.POST('/api/decisions/clusters/{clusterId}/draft-rule', { params, ...AS_JSON }))).data;
}

/** Tags that workers counted for what stayed unknown. @throws ApiError */
export const readUnknownReasons = async (): Promise<readonly UnknownReasonRow[]> =>
  (await dataOf(api.GET('/api/providers/unknown/reasons'))).data;
