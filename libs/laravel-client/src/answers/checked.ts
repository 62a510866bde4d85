import { Ajv, type ErrorObject } from 'ajv';
import type { LaravelFieldProblem } from '../laravel-error.js';
import { BrokenAnswer } from './broken-answer.js';
import type { Schema } from './schema-words.js';

const ajv = new Ajv({ strictNumbers: true, allowUnionTypes: true, removeAdditional: true });

/**
 * Makes the check of one kind of answer. What it passes has the fields of the schema alone: others are taken out, so
 * that nothing unknown travels on.
 */
export function checkOf<T>(schema: Schema): (body: unknown) => T {
  const fits = ajv.compile<T>(schema);
  return (body) => {
    if (fits(body)) return body;
    const problem = problemOf(fits.errors?.[0]);
    throw new BrokenAnswer('contract_violated', `Laravel's answer breaks its contract: ${problem.problem}`, [problem]);
  };
}

/** The first problem, such as `data.servers[3].process_state`. It names the field and never its value. */
function problemOf(error: ErrorObject | undefined): LaravelFieldProblem {
  const path = [...(error?.instancePath ?? '').split('/').slice(1).map(unescapePart)];
  if (error?.keyword === 'required') path.push(String(error.params['missingProperty']));
  const field = path.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join('');
  const name = field.replace(/^\./, '') || 'body';
  return { field: name, problem: `${name} ${wordingOf(error)}` };
}

function unescapePart(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function wordingOf(error: ErrorObject | undefined): string {
  if (error?.keyword === 'required') return 'is missing';
  if (error?.keyword === 'enum') return `is none of ${[error.params['allowedValues']].flat().join(', ')}`;
  if (error?.keyword === 'pattern') return 'is not written as expected';
  return error?.message ?? 'is not as expected';
}
