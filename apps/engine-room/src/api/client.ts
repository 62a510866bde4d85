import { createEngineRoomClient, type Schemas } from '@app/api-client';
import type { WorkerAction, WorkerRow } from '@app/contracts';
import { refusal, unanswered } from './api-error';

/** What a decision may carry. `resume` and `unquarantine` do not expire. */
export type WorkerActionBody = Schemas['TimedActionBody'];
/** What the answers to all actions have in common. */
export type DecisionStored = Pick<Schemas['WorkerActionResult'], 'worker_id' | 'intent_revision' | 'expires_at'>;
export type ScalePoolBody = Schemas['ScalePoolBody'];
export type ScalePoolResult = Schemas['ScalePoolResult'];
/** A worker's row with what only the detail carries. */
export type WorkerDetail = WorkerRow & Pick<Schemas['WorkerDetail'], 'version' | 'recent_decisions'>;
export type RecordedDecision = Schemas['JournalEntryAnswer'];

export const api = createEngineRoomClient(location.origin, (request) => fetch(request));

interface Result<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a good answer. @throws ApiError for every other one, and for none */
export async function dataOf<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch(() => {
    throw unanswered();
  });
  if (data === undefined) throw refusal(response, error);
  return data;
}

/** @throws ApiError */
export function decideWorker(workerId: string, action: WorkerAction, body: WorkerActionBody): Promise<DecisionStored> {
  const params = { path: { workerId } };
  switch (action) {
    case 'pause':
      return dataOf(api.POST('/api/workers/{workerId}/pause', { params, body }));
    case 'drain':
      return dataOf(api.POST('/api/workers/{workerId}/drain', { params, body }));
    case 'quarantine':
      return dataOf(api.POST('/api/workers/{workerId}/quarantine', { params, body }));
    case 'resume':
      return dataOf(api.POST('/api/workers/{workerId}/resume', { params, body: untimed(body) }));
    case 'unquarantine':
      return dataOf(api.POST('/api/workers/{workerId}/unquarantine', { params, body: untimed(body) }));
  }
}

const untimed = ({ reason }: WorkerActionBody): Schemas['ActionBody'] => (reason === undefined ? {} : { reason });

/** @throws ApiError */
export const scalePool = (pool: string, body: ScalePoolBody): Promise<ScalePoolResult> =>
  dataOf(api.POST('/api/pools/{pool}/scale', { params: { path: { pool } }, body }));

/** @throws ApiError; status 404 when nobody ever heard of the worker */
export async function readWorker(workerId: string): Promise<WorkerDetail> {
  const { data } = await dataOf(api.GET('/api/workers/{workerId}', { params: { path: { workerId } } }));
  return data;
}

/** Whether the control plane still takes our credentials; null when it does not answer. */
export const isSignedIn = (): Promise<boolean | null> =>
  api.GET('/api/slo').then(
    ({ response }) => response.status !== 401,
    () => null,
  );
