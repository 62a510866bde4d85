import type { FieldErrors } from '../validation/validate.js';

/** All codes of `/api/internal` (contract 1.6). No others exist. */
export const ENVELOPE_CODES = {
  internal_token_missing: 503,
  unauthorized: 401,
  validation_failed: 422,
  server_delete_blocked: 409,
  command_not_found: 404,
  bundle_not_found: 404,
  ghcr_token_missing: 404,
  pool_default_inactive: 409,
  pool_archive_blocked: 409,
  pool_inactive: 409,
} as const;

export type EnvelopeCode = keyof typeof ENVELOPE_CODES;

/** A refusal that the internal routes raise themselves: `{error_code, message, request_id}` and what it carries more. */
export class EnvelopeFailure extends Error {
  override readonly name = 'EnvelopeFailure';

  constructor(
    readonly code: EnvelopeCode,
    message: string,
    readonly more: { readonly errors?: FieldErrors; readonly details?: object } = {},
  ) {
    super(message);
  }

  get status(): number {
    return ENVELOPE_CODES[this.code];
  }
}

/** A refusal of the framework: `{message}` and, for validation, `{errors}`; HTML for who does not want JSON. */
export class FrameworkFailure extends Error {
  override readonly name = 'FrameworkFailure';

  constructor(
    readonly status: number,
    message: string,
    /** The PHP class that `APP_DEBUG` shows. */
    readonly exception = 'Symfony\\Component\\HttpKernel\\Exception\\HttpException',
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** 422 in the framework's shape (contract 1.6); `message` counts the errors beyond the first. */
export class FrameworkValidationFailure extends FrameworkFailure {
  constructor(readonly errors: FieldErrors) {
    super(422, summaryOf(errors), 'Illuminate\\Validation\\ValidationException');
  }
}

/** No row for a route's id (contract 1.6). */
export class ModelNotFound extends FrameworkFailure {
  constructor(model: string, key: string) {
    super(
      404,
      `No query results for model [App\\Models\\${model}] ${key}`,
      'Symfony\\Component\\HttpKernel\\Exception\\NotFoundHttpException',
    );
  }
}

function summaryOf(errors: FieldErrors): string {
  const [first = 'The given data was invalid.', ...others] = Object.values(errors).flat();
  if (others.length === 0) return first;
  return `${first} (and ${others.length} more ${others.length === 1 ? 'error' : 'errors'})`;
}
