import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { Failure, type FieldProblem } from './failure.js';

/** Checks bodies and queries against their classes: unknown fields are refused, every wrong field is named. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => invalidFields(errors.flatMap((error) => fieldProblems(error, ''))),
  });
}

/** The refusal of a request, naming each field and what is wrong with it. */
export function invalidFields(fields: readonly FieldProblem[]): Failure {
  const message = fields.map(({ problem }) => problem).join('; ');
  return new Failure('invalid_request', `${message}. Nothing was changed.`, { fields });
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((problem) => ({ field, problem }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, field))];
}
