/** Keys and values, in the order of their file. */
export type EnvironmentEntries = readonly (readonly [key: string, value: string])[];

const KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Read the same by whoever takes the text as it is and by who looks for quotes: most values are. */
const PLAIN = /^(?![\s"'])[^\\\p{Cc}]*(?<!\s)$/u;

/**
 * The text of a host's environment file. It is read by systemd (`EnvironmentFile=`) and by `parseEnvironmentFile`, in
 * the same way. A value is quoted only if it must be.
 * @throws RangeError for a key that is none, and for a value with a control character: a line break would start an
 * entry of its own
 */
export function environmentFile(entries: EnvironmentEntries): string {
  return entries.map(([key, value]) => `${checkedKey(key)}=${quoted(key, value)}\n`).join('');
}

/**
 * The entries of such a file; of two with one key the later counts. Blank lines, comments (`#`, `;`) and lines
 * without a key are passed over. What systemd does with a backslash is done: within double quotes it protects one of
 * `"`, `\`, `` ` `` and `$`; without quotes, any character; within single quotes it is one.
 */
export function parseEnvironmentFile(text: string): Readonly<Record<string, string>> {
  const entries = text.split('\n').flatMap((line) => {
    const [, key, value] = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/s.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, unquoted(value.trim())] as const];
  });
  return Object.fromEntries(entries);
}

/** The entries of a bundle's `worker.env`: everything after the first `=` is the value, as it is (section 5.4). */
export function literalEntries(text: string): EnvironmentEntries {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [key = '', ...rest] = line.split('=');
    return [[checkedKey(rest.length > 0 ? key : ''), rest.join('=')] as const];
  });
}

function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new RangeError('A line of the environment has no key');
  return key;
}

function quoted(key: string, value: string): string {
  if (/\p{Cc}/u.test(value)) throw new RangeError(`The value of ${key} has a control character`);
  return PLAIN.test(value) ? value : `"${value.replace(/["\\`$]/g, '\\$&')}"`;
}

function unquoted(value: string): string {
  const single = /^'([^']*)'$/.exec(value)?.[1];
  if (single !== undefined) return single;
  const double = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1];
  if (double !== undefined) return double.replace(/\\(["\\`$])/g, '$1');
  return value.replace(/\\(.)/g, '$1');
}
