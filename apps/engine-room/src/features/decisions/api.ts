import type {
  DecisionExplanation,
  PolicyVersion,
  Provider,
  TraceDecisionClass,
  TracePageMeta,
  TraceRow,
} from '@app/contracts';
import { api, dataOf } from '../../api/client';

export interface TracePage {
  readonly data: readonly TraceRow[];
  readonly meta: TracePageMeta;
}

/** What narrows the list; an empty or missing part does not. */
export interface TraceQuery {
  readonly provider: Provider | null;
  readonly decision_class: TraceDecisionClass | null;
  readonly reason_tag: string;
  readonly policy_version: string;
  readonly limit: number;
  readonly before_id: number | null;
}

/** A page of traces, newest first. @throws ApiError */
export function readTraces(wish: TraceQuery): Promise<TracePage> {
  const query = {
    ...(wish.provider && { provider: wish.provider }),
    ...(wish.decision_class && { decision_class: wish.decision_class }),
    ...(wish.reason_tag && { reason_tag: wish.reason_tag }),
    ...(wish.policy_version && { policy_version: wish.policy_version }),
    limit: wish.limit,
    ...(wish.before_id !== null && { before_id: wish.before_id }),
  };
  return dataOf(api.GET('/api/decisions/trace', { params: { query } }));
}

/** Why a probe was decided as it was; with a version also what that one would have decided. @throws ApiError */
export async function explainTrace(traceId: number, version?: string): Promise<DecisionExplanation> {
  const params = { path: { traceId }, query: version ? { version } : {} };
  return (await dataOf(api.GET('/api/decisions/{traceId}/explain', { params }))).data;
}

/** @throws ApiError */
export const readVersions = async (): Promise<readonly PolicyVersion[]> =>
  (await dataOf(api.GET('/api/policies/versions'))).data;
