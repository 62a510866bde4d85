import type { LaravelFieldProblem } from '../laravel-error.js';

/** A 2xx answer that cannot be believed. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
  constructor(
    readonly code: 'decode_failed' | 'contract_violated' | 'answer_too_large',
    message: string,
    readonly fields: readonly LaravelFieldProblem[] = [],
  ) {
    super(message);
  }
}
