import { FrameworkValidationFailure } from '../http/failures.js';
import type { Input } from '../http/input.js';
import { isFine, validate, type Rules } from '../validation/validate.js';

/**
 * Lets the input pass when it keeps the rules.
 * @throws FrameworkValidationFailure 422 in the framework's shape, as all verifier routes answer (contract 1.6)
 */
export async function demand(input: Input, rules: Rules): Promise<void> {
  const errors = await validate(input, rules);
  if (!isFine(errors)) throw new FrameworkValidationFailure(errors);
}

/** A text that the rules have let pass; null when it is not filled. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
