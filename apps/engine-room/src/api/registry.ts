import type {
  LaravelCredentialsUpdate,
  LaravelPoolUpsert,
  LaravelServerUpsert,
  Operation,
  ProvisioningBundle,
  ProvisioningCredentials,
  RegisteredPool,
  RegistrySource,
  ServerCommand,
  ServerFilter,
  ServerListMeta,
  ServerRow,
  Verification,
} from '@app/contracts';
import { api, dataOf } from './client';

/** Records with the age of the copy they come from. */
export interface Sourced<Data> {
  readonly data: Data;
  readonly meta: { readonly source: RegistrySource };
}

export interface ServerPage {
  readonly data: readonly ServerRow[];
  readonly meta: ServerListMeta;
}

export interface ServerQuery {
  readonly filter?: ServerFilter;
  readonly q?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

const ofServer = (serverId: number) => ({ params: { path: { serverId } } });
const ofPool = (poolId: number) => ({ params: { path: { poolId } } });

/** Who signs in as browsers do must send JSON with whatever changes something; these have nothing to send. */
const AS_JSON = { headers: { 'Content-Type': 'application/json' } };

/** What stands under `data` in an answer. */
const inner = async <Kind>(answer: Promise<{ readonly data: Kind }>): Promise<Kind> => (await answer).data;

/** A page of the registered servers. @throws ApiError */
export const readServers = (query: ServerQuery): Promise<ServerPage> =>
  dataOf(api.GET('/api/servers', { params: { query } }));

/** @throws ApiError; `not_found` when nobody registered it */
export const readServer = (id: number): Promise<Sourced<ServerRow>> =>
  dataOf(api.GET('/api/servers/{serverId}', ofServer(id)));

/** @throws ApiError; its `fields` name what is wrong with which field */
export const createServer = (body: LaravelServerUpsert): Promise<ServerRow> =>
  inner(dataOf(api.POST('/api/servers', { body })));

/** @throws ApiError; its `fields` name what is wrong with which field */
export const updateServer = (id: number, body: LaravelServerUpsert): Promise<ServerRow> =>
  inner(dataOf(api.PUT('/api/servers/{serverId}', { ...ofServer(id), body })));

/** @throws ApiError; `registry_refused` while the server is in use */
export const deleteServer = (id: number): Promise<unknown> =>
  dataOf(api.DELETE('/api/servers/{serverId}', { ...ofServer(id), ...AS_JSON }));

export interface CommandWish {
  readonly action: ServerCommand;
  /** One for each click: the same key is carried out once, however often it is sent. */
  readonly idempotencyKey: string;
}

/** Asks for a command to the host, which is carried out after the answer. @throws ApiError */
export const sendCommand = (serverId: number, { action, idempotencyKey }: CommandWish): Promise<Operation> => {
  const params = { path: { serverId }, header: { 'Idempotency-Key': idempotencyKey } };
  return inner(dataOf(api.POST('/api/servers/{serverId}/commands', { params, body: { action } })));
};

/** Newest first. @throws ApiError */
export const readOperations = (id: number): Promise<readonly Operation[]> =>
  inner(dataOf(api.GET('/api/servers/{serverId}/commands', ofServer(id))));

/** Makes a new bundle; the former one stops working. @throws ApiError */
export const createBundle = (id: number): Promise<ProvisioningBundle> =>
  inner(dataOf(api.POST('/api/servers/{serverId}/provisioning-bundles', { ...ofServer(id), ...AS_JSON })));

/** Null when there is none. @throws ApiError */
export const readLatestBundle = (id: number): Promise<ProvisioningBundle | null> =>
  inner(dataOf(api.GET('/api/servers/{serverId}/provisioning-bundles/latest', ofServer(id))));

/** Starts the four checks. @throws ApiError */
export const verifyServer = (id: number): Promise<Verification> =>
  inner(dataOf(api.POST('/api/servers/{serverId}/verify', { ...ofServer(id), ...AS_JSON })));

/** The latest run; null when there was none. @throws ApiError */
export const readVerification = (id: number): Promise<Verification | null> =>
  inner(dataOf(api.GET('/api/servers/{serverId}/verification', ofServer(id))));

/** @throws ApiError */
export const readCredentials = (): Promise<ProvisioningCredentials> =>
  inner(dataOf(api.GET('/api/provisioning-credentials')));

/** @throws ApiError */
export const updateCredentials = (body: LaravelCredentialsUpdate): Promise<ProvisioningCredentials> =>
  inner(dataOf(api.PUT('/api/provisioning-credentials', { body })));

/** @throws ApiError */
export const readPools = (): Promise<Sourced<readonly RegisteredPool[]>> => dataOf(api.GET('/api/pool-registry'));

/** @throws ApiError; its `fields` name what is wrong with which field */
export const createPool = (body: LaravelPoolUpsert): Promise<RegisteredPool> =>
  inner(dataOf(api.POST('/api/pool-registry', { body })));

/** @throws ApiError; its `fields` name what is wrong with which field */
export const updatePool = (id: number, body: LaravelPoolUpsert): Promise<RegisteredPool> =>
  inner(dataOf(api.PUT('/api/pool-registry/{poolId}', { ...ofPool(id), body })));

export interface PoolStep {
  readonly id: number;
  readonly step: 'archive' | 'set-default';
  readonly reason: string;
}

/** @throws ApiError */
export function changePool({ id, step, reason }: PoolStep): Promise<RegisteredPool> {
  const call = { ...ofPool(id), body: reason ? { reason } : {} };
  switch (step) {
    case 'archive':
      return inner(dataOf(api.POST('/api/pool-registry/{poolId}/archive', call)));
    case 'set-default':
      return inner(dataOf(api.POST('/api/pool-registry/{poolId}/set-default', call)));
  }
}
