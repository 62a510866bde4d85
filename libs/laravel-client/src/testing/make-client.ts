import type { LaravelClientOptions } from '../laravel-client-options.js';
import { LaravelClient } from '../laravel-client.js';
import { LaravelTraffic } from '../laravel-traffic.js';

export const TOKEN = 'internal-secret-4711';
export const CONTEXT = { requestId: 'req-1', actor: 'alex' };

/** A client of the server at `url`, and its figures. */
export function makeClient(url: string, overrides: Partial<LaravelClientOptions> = {}) {
  const traffic = new LaravelTraffic();
  const target = { baseUrl: url, token: TOKEN };
  const options = { internal: target, verifier: target, timeoutMs: 1_000, retryMax: 2, retryBackoffMs: 10 };
  return { client: new LaravelClient({ ...options, ...overrides }, traffic), traffic };
}
