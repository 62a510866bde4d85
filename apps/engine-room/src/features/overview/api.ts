import type {
  CanaryView,
  ProviderCalibration,
  ProviderDrift,
  ProviderFiguresMeta,
  ProviderQuality,
  RolloutView,
  ShadowRun,
} from '@app/contracts';
import { api, dataOf } from '../../api/client';

/** A shadow run without what only its own page shows. */
export type ShadowRunLine = Omit<ShadowRun, 'results'>;

/** How chunks find their workers: counts since each worker's start, and shares 0..1 or null. */
export interface RoutingFigures {
  readonly retry_claims_total: number;
  readonly anti_affinity_success_rate: number | null;
  readonly provider_affinity_hit_rate: number | null;
  readonly retry_fallback_rate: number | null;
  readonly top_pool_share: number | null;
}

/** As the rows of the live stream, so that figures beside each other are of the same time. */
const WINDOW = { params: { query: { window_seconds: 600 } } };

/** What stands under `data` in an answer. */
const inner = async <Kind>(answer: Promise<{ readonly data: Kind }>): Promise<Kind> => (await answer).data;

/** @throws ApiError */
export const readQuality = (): Promise<readonly ProviderQuality[]> =>
  inner(dataOf(api.GET('/api/providers/quality', WINDOW)));

/** @throws ApiError */
export const readDrift = (): Promise<readonly ProviderDrift[]> =>
  inner(dataOf(api.GET('/api/providers/quality/drift', WINDOW)));

/** How far the figures can be trusted, and the traces they come from. */
export interface CalibrationFigures {
  readonly data: readonly ProviderCalibration[];
  readonly meta: ProviderFiguresMeta;
}

/** @throws ApiError */
export const readCalibration = (): Promise<CalibrationFigures> =>
  dataOf(api.GET('/api/providers/accuracy/calibration', WINDOW));

/** @throws ApiError */
export const readRouting = (): Promise<RoutingFigures> => inner(dataOf(api.GET('/api/routing/effectiveness')));

/** @throws ApiError */
export const readRollout = (): Promise<RolloutView> => inner(dataOf(api.GET('/api/policies/rollout')));

/** @throws ApiError */
export const readCanary = (): Promise<CanaryView> => inner(dataOf(api.GET('/api/policies/canary')));

/** Newest first. @throws ApiError */
export const readShadowRuns = (limit: number): Promise<readonly ShadowRunLine[]> =>
  inner(dataOf(api.GET('/api/policies/shadow/runs', { params: { query: { limit } } })));
