import type { Key, Parsed } from '@app/service';

/** A secret that guards others: it must be set, and not be guessed. */
export function applicationKey(minLength: number, meaning: string): Key<string> {
  const parse = (value: string): Parsed<string> =>
    value.length >= minLength ? { value } : { rule: `must have at least ${minLength} characters` };
  return { parse, fallback: undefined, secret: true, meaning };
}

/** An http or https address, kept without a slash at its end. */
export function origin(fallback: string, meaning: string): Key<string> {
  const parse = (value: string): Parsed<string> => {
    const address = value.trim().replace(/\/+$/, '');
    return /^https?:\/\/[^/\s]+/i.test(address) ? { value: address } : { rule: 'must be an http or https address' };
  };
  return { parse, fallback, secret: false, meaning };
}

/** A plain API token as Laravel prints it: `<row id>|<text>`. */
export function plainToken(meaning: string): Key<string> {
  const parse = (value: string): Parsed<string> =>
    /^\d+\|[^|\s]{16,}$/.test(value) ? { value } : { rule: 'must look like <number>|<at least 16 characters>' };
  return { parse, fallback: '', secret: true, meaning };
}
