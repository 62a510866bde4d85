import type {
  CanaryView,
  CohortView,
  PolicyDiff,
  PolicyPayloadView,
  PolicyPoll,
  PolicyVersion,
  Provider,
  ProviderMode,
  ProviderModeView,
  RolloutEntry,
  RolloutView,
  ShadowComparison,
  ShadowProgress,
  ShadowRun,
} from '@app/contracts';
import { api, dataOf } from '../../api/client';

/** What stands under `data` in an answer. */
const inner = async <Kind>(answer: Promise<{ readonly data: Kind }>): Promise<Kind> => (await answer).data;

const ofVersion = (version: string) => ({ params: { path: { version } } });
const ofProvider = (provider: Provider) => ({ params: { path: { provider } } });

/** @throws ApiError, as everything here */
export const readModes = (): Promise<readonly ProviderModeView[]> => inner(dataOf(api.GET('/api/providers/modes')));

/** What a worker that names no pool is told: the switches, and when it was last told to fetch again. */
export const readPoll = (): Promise<PolicyPoll> => inner(dataOf(api.GET('/api/providers/policies')));

export interface ModeSemantics {
  readonly probe_enabled: boolean;
  /** Absent: zero. */
  readonly max_concurrency_multiplier?: number;
  readonly connects_per_minute_multiplier?: number;
}

/** By mode. */
export const readSemantics = async (): Promise<Readonly<Record<string, ModeSemantics>>> => {
  const answer = await inner(dataOf(api.GET('/api/providers/modes/semantics')));
  return answer as Record<string, object> as Record<string, ModeSemantics>; // openapi.json does not say what is in it
};

/** What an operator wishes for a provider; `clear` goes back to what is automatic. */
export type ModeWish =
  | {
      readonly kind: 'set';
      readonly provider: Provider;
      readonly mode: ProviderMode;
      readonly reason: string;
      /** Null: until somebody changes it. */
      readonly seconds: number | null;
    }
  | { readonly kind: 'clear'; readonly provider: Provider; readonly reason: string };

/** @returns the revision of the provider's modes after it */
export async function wishMode(wish: ModeWish): Promise<number> {
  const { provider, reason } = wish;
  const path = '/api/providers/{provider}/mode';
  if (wish.kind === 'clear') {
    return (await inner(dataOf(api.DELETE(path, { ...ofProvider(provider), body: { reason } })))).revision;
  }
  const { mode, seconds } = wish;
  const body = { mode, reason, ...(seconds !== null && { expires_in_seconds: seconds }) };
  return (await inner(dataOf(api.POST(path, { ...ofProvider(provider), body })))).revision;
}

export const reloadPolicies = (reason: string): Promise<unknown> =>
  dataOf(api.POST('/api/providers/policies/reload', { body: { reason } }));

export const readVersions = (): Promise<readonly PolicyVersion[]> => inner(dataOf(api.GET('/api/policies/versions')));
export const readRollout = (): Promise<RolloutView> => inner(dataOf(api.GET('/api/policies/rollout')));
export const readRollouts = (limit: number): Promise<readonly RolloutEntry[]> =>
  inner(dataOf(api.GET('/api/policies/rollouts', { params: { query: { limit } } })));
export const readCohort = (): Promise<CohortView> => inner(dataOf(api.GET('/api/policies/cohort')));
export const readCanary = (): Promise<CanaryView> => inner(dataOf(api.GET('/api/policies/canary')));
export const readPayload = (version: string): Promise<PolicyPayloadView> =>
  inner(dataOf(api.GET('/api/policies/versions/{version}/payload', ofVersion(version))));
export const readDiff = (version: string, against: string): Promise<PolicyDiff> => {
  const params = { path: { version }, query: { against } };
  return inner(dataOf(api.GET('/api/policies/versions/{version}/diff', { params })));
};

export interface ValidateWish {
  readonly version: string;
  readonly notes: string;
}

/** @throws ApiError `policy_invalid`; its `fields` are what was found */
export const validateVersion = (body: ValidateWish): Promise<PolicyVersion> =>
  inner(dataOf(api.POST('/api/policies/validate', { body })));

export interface PromoteWish extends ValidateWish {
  readonly percent: number;
  /** Of the rollout that was looked at; somebody else's decision since then refuses the wish. */
  readonly revision: number;
}

/** @throws ApiError `policy_not_validated`, `policy_payload_changed`, `policy_gate_closed`, `intent_changed` */
export const promoteVersion = ({ version, percent, notes, revision }: PromoteWish): Promise<PolicyVersion> => {
  const body = { version, canary_percent: percent, notes, if_revision: revision };
  return inner(dataOf(api.POST('/api/policies/promote', { body })));
};

export type RollbackWish = Pick<PromoteWish, 'notes' | 'revision'>;

/** @throws ApiError `policy_nothing_to_fall_back_to`, `intent_changed` */
export const rollBack = ({ notes, revision }: RollbackWish): Promise<PolicyVersion> =>
  inner(dataOf(api.POST('/api/policies/rollback', { body: { notes, if_revision: revision } })));

export interface ShadowWish {
  readonly version: string;
  /** Empty: all. */
  readonly providers: readonly Provider[];
  readonly notes: string;
}

/** Starts a run, and does not wait for it. @throws ApiError `policy_shadow_running` */
export const startShadow = ({ version, providers, notes }: ShadowWish): Promise<unknown> => {
  const body = { candidate_version: version, notes, wait: false };
  const some = providers.length > 0 ? { providers: [...providers] } : {};
  return dataOf(api.POST('/api/policies/shadow/evaluate', { body: { ...body, ...some } }));
};

export const cancelShadow = (): Promise<unknown> => dataOf(api.DELETE('/api/policies/shadow/evaluate', { body: {} }));
export const readProgress = (): Promise<ShadowProgress | null> =>
  inner(dataOf(api.GET('/api/policies/shadow/progress')));
export const readRuns = async (limit: number): Promise<readonly ShadowRun[]> => {
  const runs = await inner(dataOf(api.GET('/api/policies/shadow/runs', { params: { query: { limit } } })));
  return runs as unknown as readonly ShadowRun[]; // openapi.json cannot say that a range has two figures
};
export const readRun = async (runUuid: string): Promise<ShadowRun> => {
  const params = { path: { runUuid } };
  const run = await inner(dataOf(api.GET('/api/policies/shadow/runs/{runUuid}', { params })));
  return run as unknown as ShadowRun; // as above
};
export const readComparison = (version: string): Promise<ShadowComparison> =>
  inner(dataOf(api.GET('/api/policies/shadow/compare', { params: { query: { candidate_version: version } } })));
