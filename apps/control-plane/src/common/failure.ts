/** Every way to fail that a caller can act on, with its HTTP status. Whatever else is thrown is a defect. */
export const FAILURES = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  intent_changed: 409,
  worker_quarantined: 409,
  match_ambiguous: 409,
  agent_not_enabled: 409,
  operation_in_progress: 409,
  idempotency_key_reused: 409,
  registry_refused: 409,
  policy_not_validated: 409,
  policy_payload_changed: 409,
  policy_nothing_to_fall_back_to: 409,
  policy_already_everywhere: 409,
  policy_shadow_running: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  registry_invalid: 422,
  policy_invalid: 422,
  policy_gate_closed: 422,
  too_many_failures: 429,
  laravel_token_refused: 502,
  laravel_broken_contract: 502,
  app_not_built: 503,
  service_stopping: 503,
  too_many_streams: 503,
  fleet_full: 503,
  store_unavailable: 503,
  intents_unknown: 503,
  laravel_not_configured: 503,
  laravel_unavailable: 503,
} as const;

export type FailureCode = keyof typeof FAILURES;

export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

export interface FailureDetails {
  readonly fields?: readonly FieldProblem[];
  /** When trying again may help, in seconds; becomes the `Retry-After` header. */
  readonly retryAfterSeconds?: number;
  /** Further answer headers, such as `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the caller is told besides, as `data`: a record that was written although the request is refused. */
  readonly data?: unknown;
  readonly cause?: unknown;
}

/** Something went wrong that the caller can act on. The message says what happened and whether anything changed. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;

  constructor(
    readonly code: FailureCode,
    message: string,
    details: FailureDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.fields = details.fields ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.headers = details.headers ?? {};
    this.data = details.data;
  }

  get status(): number {
    return FAILURES[this.code];
  }
}
