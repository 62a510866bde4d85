/** One side of Laravel that we call: where it is, and what proves who we are. */
export interface LaravelTarget {
  /** `http` or `https`, with an optional path; a slash at its end does not matter. */
  readonly baseUrl: string;
  readonly token: string;
}

/** What the application's configuration says. The library itself never reads the environment. */
export interface LaravelClientOptions {
  /** `/api/internal`; null when it is not configured, and then each call says so. */
  readonly internal: LaravelTarget | null;
  /** `/api/verifier`, for policy payloads; null when it is not configured. */
  readonly verifier: LaravelTarget | null;
  /** For one attempt, its body included. Commands have their own, longer one. */
  readonly timeoutMs: number;
  /** Further attempts of a read. Writes have none. */
  readonly retryMax: number;
  /** The longest wait before the first retry; it doubles with each. */
  readonly retryBackoffMs: number;
}

/** The injection token of LaravelClientOptions. */
export const LARAVEL_CLIENT_OPTIONS = Symbol('LaravelClientOptions');

/** On whose behalf a call is made. */
export interface CallContext {
  /** Sent as X-Request-Id, and stored by Laravel with commands. Printable ASCII, at most 255 characters. */
  readonly requestId: string;
  /** Sent as X-Triggered-By with changes, and kept by Laravel in its audit records. */
  readonly actor?: string;
}
