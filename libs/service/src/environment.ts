import type { Key } from './key-kinds.js';

/** A table of environment keys by name. */
export type Keys = Readonly<Record<string, Key<unknown>>>;

/** What a table of keys reads as. */
export type EnvironmentOf<Table extends Keys> = {
  readonly [Name in keyof Table]: Table[Name] extends Key<infer Value> ? Value : never;
};

export interface EnvironmentProblem {
  readonly key: string;
  /** What was found; `(hidden)` for secrets, `(not set)` when missing. */
  readonly found: string;
  readonly rule: string;
}

export type EnvironmentReading<Table extends Keys> =
  | { readonly kind: 'valid'; readonly environment: EnvironmentOf<Table> }
  | { readonly kind: 'invalid'; readonly problems: readonly EnvironmentProblem[] };

/** Reads every key of the table and reports every problem at once. */
export function readKeys<Table extends Keys>(
  keys: Table,
  variables: Readonly<Record<string, string | undefined>>,
): EnvironmentReading<Table> {
  const problems: EnvironmentProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(keys)) {
    const reading = readKey(key, variables[name]);
    if ('rule' in reading) problems.push({ key: name, ...reading });
    else values[name] = reading.value;
  }
  if (problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'valid', environment: values as EnvironmentOf<Table> }; // every key of the table was read just above
}

/** All problems in one text for the person who starts the service. */
export function describeProblems(problems: readonly EnvironmentProblem[]): string {
  const lines = problems.map(({ key, found, rule }) => `  ${key} ${rule}; found ${found}`);
  return ['The service cannot start with this environment:', ...lines].join('\n');
}

function readKey(key: Key<unknown>, found: string | undefined): { value: unknown } | { found: string; rule: string } {
  if (found === undefined || found === '') {
    return key.fallback === undefined ? { found: '(not set)', rule: 'must be set' } : { value: key.fallback };
  }
  const parsed = key.parse(found);
  return 'value' in parsed ? parsed : { found: key.secret ? '(hidden)' : JSON.stringify(found), rule: parsed.rule };
}
