/** What a key's text becomes, or which rule it breaks. */
export type Parsed<T> = { readonly value: T } | { readonly rule: string };

/** One environment key: how it is read, what it is without being set, and what it means. */
export interface Key<T> {
  readonly parse: (text: string) => Parsed<T>;
  /** Used when the key is not set or empty; undefined means that it must be set. */
  readonly fallback: T | undefined;
  /** Never printed, not even when it is wrong. */
  readonly secret: boolean;
  /** For people: the meaning, with its unit. */
  readonly meaning: string;
}

interface IntegerOptions {
  readonly fallback?: number;
  readonly min?: number;
  readonly max?: number;
  /** Numbers below this are read as the fallback. */
  readonly fallbackBelow?: number;
  /** Numbers out of range are read as the nearest bound instead of refused. */
  readonly clamped?: boolean;
  readonly meaning: string;
}

/** A whole decimal number. */
export function integer({ fallback, min, max, fallbackBelow, clamped, meaning }: IntegerOptions): Key<number> {
  const parse = (text: string): Parsed<number> => {
    if (!/^[+-]?\d+$/.test(text.trim())) return { rule: 'must be a whole number' };
    const value = Number(text);
    if (fallbackBelow !== undefined && fallback !== undefined && value < fallbackBelow) return { value: fallback };
    if (min !== undefined && value < min) return clamped ? { value: min } : { rule: `must be at least ${min}` };
    if (max !== undefined && value > max) return clamped ? { value: max } : { rule: `must be at most ${max}` };
    return { value };
  };
  return { parse, fallback, secret: false, meaning };
}

interface NumberOptions {
  readonly fallback: number;
  readonly min?: number;
  readonly meaning: string;
}

/** A decimal number. */
export function decimal({ fallback, min, meaning }: NumberOptions): Key<number> {
  const parse = (text: string): Parsed<number> => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value)) return { rule: 'must be a number' };
    return min !== undefined && value < min ? { rule: `must be at least ${min}` } : { value };
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
