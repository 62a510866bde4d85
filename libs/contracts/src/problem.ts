/** Every refusal, as RFC 9457 has it; `error` is what today's callers read. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly error: string;
  readonly request_id: string;
  /** Which fields of the request were wrong, when that is the trouble. */
  readonly fields?: readonly { readonly field: string; readonly problem: string }[];
  /** What was written although the request is refused: the record of a version that was found invalid. */
  readonly data?: unknown;
}
