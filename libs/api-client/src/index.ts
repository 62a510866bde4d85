import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './openapi.js';

/** The shapes of requests and answers, by name. */
export type Schemas = components['schemas'];

export type EngineRoomClient = Client<paths>;

/** A client of the control plane's API with typed paths. `fetch` carries the credentials of whoever calls. */
export function createEngineRoomClient(
  baseUrl: string,
  fetch: (request: Request) => Promise<Response>,
): EngineRoomClient {
  return createClient<paths>({ baseUrl, fetch });
}
