/** What a key's text becomes, or which rule it breaks. */
export type Parsed<T> = { readonly value: T } | { readonly rule: string };

/** One environment key: how it is read, what it is without being set, and what it means. */
export interface Key<T> {
  readonly parse: (text: string) => Parsed<T>;
  /** Used when the key is not set or empty; undefined means that it must be set. */
  readonly fallback: T | undefined;
  /** Never printed, not even when it is wrong. */
  readonly secret: boolean;
  readonly meaning: string;
}

interface IntegerOptions {
  readonly fallback: number;
  readonly min: number;
  readonly max?: number;
  /** Out of range is read as the nearest bound, as Laravel's configuration does for these keys. */
  readonly clamped?: boolean;
  readonly meaning: string;
}

/** A whole decimal number. */
export function integer({
  fallback,
  min,
  max = Number.MAX_SAFE_INTEGER,
  clamped,
  meaning,
}: IntegerOptions): Key<number> {
  const parse = (text: string): Parsed<number> => {
    if (!/^[+-]?\d+$/.test(text.trim())) return { rule: 'must be a whole number' };
    const value = Number(text);
    if (value >= min && value <= max) return { value };
    if (clamped) return { value: Math.min(max, Math.max(min, value)) };
    return { rule: value < min ? `must be at least ${min}` : `must be at most ${max}` };
  };
  return { parse, fallback, secret: false, meaning };
}

/** `1`, `true`, `yes` and `on` in any case are true, everything else is false. */
export function flag(fallback: boolean, meaning: string): Key<boolean> {
  const parse = (text: string): Parsed<boolean> => ({ value: /^(1|true|yes|on)$/i.test(text.trim()) });
  return { parse, fallback, secret: false, meaning };
}

/** Text, trimmed. Without a fallback it must be set. */
export function text(fallback: string | undefined, meaning: string): Key<string> {
  return { parse: (value) => ({ value: value.trim() }), fallback, secret: false, meaning };
}

/** Text that is used exactly as it is and never shown. Without a fallback it must be set. */
export function secret(fallback: string | undefined, meaning: string): Key<string> {
  return { parse: (value) => ({ value }), fallback, secret: true, meaning };
}

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
