import type { Input } from '../http/input.js';

/** Texts by field, in the order of the rules. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

export interface Subject {
  /** The field's value; undefined when it is missing. */
  readonly value: unknown;
  /** The field as messages call it: `worker pool id`. */
  readonly label: string;
  /** Whether the field also has an `integer` rule, which makes limits count the number and not the characters. */
  readonly isNumber: boolean;
}

/** One check of one field. */
export interface Rule {
  /** Also runs when the field is missing or null, and ends the field's checks when it fails. */
  readonly implicit?: true;
  /** Skipped when the field has failed already, since it asks the database. */
  readonly afterOthers?: true;
  /** Marks a field whose null is fine. */
  readonly nullable?: true;
  /** Marks a field that is a number. */
  readonly number?: true;
  /** @returns the message, or null when the value is fine */
  readonly check: (subject: Subject) => string | null | Promise<string | null>;
}

/** Field → its rules. A dotted field is inside an object: `server.name`. */
export type Rules = Readonly<Record<string, readonly Rule[]>>;

/**
 * Laravel's validator: every field in order, every broken rule of a field with its English text. A missing field is
 * checked by implicit rules alone, a null one is fine where it is nullable.
 * @returns the errors; empty when the input is fine
 */
export async function validate(input: Input, rules: Rules): Promise<FieldErrors> {
  const errors: Record<string, readonly string[]> = {};
  for (const [field, fieldRules] of Object.entries(rules)) {
    const messages = await problemsOf(field, valueAt(input, field), fieldRules);
    if (messages.length > 0) errors[field] = messages;
  }
  return errors;
}

/** Whether nothing was found. */
export function isFine(errors: FieldErrors): boolean {
  return Object.keys(errors).length === 0;
}

/** The value at a dotted path; undefined when some part is missing. */
export function valueAt(input: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[key];
  }, input);
}

async function problemsOf(field: string, value: unknown, rules: readonly Rule[]): Promise<readonly string[]> {
  const subject = { value, label: labelOf(field), isNumber: rules.some(({ number }) => number) };
  const nullIsFine = rules.some(({ nullable }) => nullable);
  const messages: string[] = [];
  for (const rule of rules) {
    const skipped = !rule.implicit && (value === undefined || (value === null && nullIsFine));
    if (skipped || (rule.afterOthers && messages.length > 0)) continue;
    const message = await rule.check(subject);
    if (message === null) continue;
    messages.push(message);
    if (rule.implicit) break;
  }
  return messages;
}

function labelOf(field: string): string {
  return field.replaceAll('_', ' ');
}
