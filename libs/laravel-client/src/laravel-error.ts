/**
 * What went wrong with a call to Laravel. `not_configured`, `circuit_open` and `overloaded`: nothing was sent.
 * `unreachable`: no connection, or it broke. `timed_out`: no whole answer in time. `refused`: Laravel said no (4xx).
 * `upstream`: Laravel failed (5xx). `broken_contract`: it answered what its contract does not know.
 */
export type LaravelErrorKind =
  | 'not_configured'
  | 'unreachable'
  | 'timed_out'
  | 'circuit_open'
  | 'overloaded'
  | 'refused'
  | 'upstream'
  | 'broken_contract';

/** A field that Laravel did not accept, or one of its own that breaks the contract. */
export interface LaravelFieldProblem {
  readonly field: string;
  readonly problem: string;
}

export interface LaravelErrorFacts {
  readonly kind: LaravelErrorKind;
  readonly requestId: string;
  readonly status?: number | null;
  readonly code?: string | null;
  readonly fields?: readonly LaravelFieldProblem[];
  readonly details?: Readonly<Record<string, unknown>> | null;
  readonly mayHaveHappened?: boolean;
  readonly retryAfterSeconds?: number | null;
}

/** A call to Laravel that gave no value. The message is for people; it holds no token, no link and no address. */
export class LaravelError extends Error {
  override readonly name = 'LaravelError';
  readonly kind: LaravelErrorKind;
  /** The answer's status; null when there was none. */
  readonly status: number | null;
  /**
   * Laravel's `error_code`; where it sends none, `unauthorized` (401), `forbidden` (403), `validation_failed` (422),
   * `rate_limited` (429), `upstream_error` (5xx) or `request_failed` (contract, section 10). Answers that cannot be
   * read have `decode_failed`, `contract_violated` or `answer_too_large`. Null when nothing was sent.
   */
  readonly code: string | null;
  /** Laravel's id of the request, which is ours unless something between changed it. */
  readonly requestId: string;
  readonly fields: readonly LaravelFieldProblem[];
  /** What Laravel adds to a refusal, such as why a server cannot be deleted; null mostly. */
  readonly details: Readonly<Record<string, unknown>> | null;
  /** True for a write whose fate nobody knows: look before it is repeated. */
  readonly mayHaveHappened: boolean;
  readonly retryAfterSeconds: number | null;

  constructor(message: string, facts: LaravelErrorFacts) {
    super(message);
    this.kind = facts.kind;
    this.status = facts.status ?? null;
    this.code = facts.code ?? null;
    this.requestId = facts.requestId;
    this.fields = facts.fields ?? [];
    this.details = facts.details ?? null;
    this.mayHaveHappened = facts.mayHaveHappened ?? false;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}
