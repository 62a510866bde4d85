/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };
export const textOrNull: Schema = { type: ['string', 'null'] };
export const whole: Schema = { type: 'integer' };
export const wholeOrNull: Schema = { type: ['integer', 'null'] };
/** The former client took null for false; a record that was only just made may lack its defaults. */
export const flag: Schema = { type: ['boolean', 'null'] };

const INSTANT = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$';
export const instant: Schema = { type: 'string', pattern: INSTANT };
export const instantOrNull: Schema = { type: ['string', 'null'], pattern: INSTANT };

export function oneOf(words: readonly string[]): Schema {
  return { type: 'string', enum: [...words] };
}

export function oneOfOrNull(words: readonly string[]): Schema {
  return { type: ['string', 'null'], enum: [...words, null] };
}

/** An object whose fields all must be there, those in `optional` excepted. */
export function record(fields: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(fields).filter((name) => !optional.includes(name));
  return { type: 'object', required, additionalProperties: false, properties: fields };
}

export function orNull(schema: Schema): Schema {
  return { ...schema, type: [schema['type'], 'null'].flat() };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** A success of Laravel's: everything is under `data`. */
export function envelope(data: Schema, more: Readonly<Record<string, Schema>> = {}): Schema {
  return record({ data, ...more });
}
