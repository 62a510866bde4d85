import { invalidFields } from './validation.pipe.js';

const ACCEPTABLE = /^[\w.:-]{8,80}$/;

/**
 * The caller's own name for one click, from the header `Idempotency-Key`; null without the header.
 * @throws Failure invalid_request when it is not a word of 8 to 80 characters
 */
export function idempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (ACCEPTABLE.test(header)) return header;
  const problem = 'Idempotency-Key must be 8 to 80 letters, digits, or any of . _ : -';
  throw invalidFields([{ field: 'Idempotency-Key', problem }]);
}
