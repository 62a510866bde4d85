/** Something in a payload, and where: `profiles.generic.retry.default_seconds`, `profiles.gmail.message_rules[0]`. */
export interface Finding {
  readonly path: string;
  readonly message: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Takes values apart as a worker's JSON decoder does: what is absent or null is the type's zero, what has another type is
 * noted and read as zero. Nothing is converted; one wrong type anywhere makes a worker refuse the whole payload.
 */
export class Decoder {
  readonly wrong: Finding[] = [];

  object(value: unknown, path: string): Fields {
    if (value === undefined || value === null) return {};
    if (typeof value === 'object' && !Array.isArray(value)) return value as Fields; // just checked
    return this.refused(path, 'an object', {});
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : this.refused(path, 'a list', []);
  }

  text(value: unknown, path: string): string {
    if (value === undefined || value === null) return '';
    return typeof value === 'string' ? value : this.refused(path, 'text', '');
  }

  flag(value: unknown, path: string): boolean {
    if (value === undefined || value === null) return false;
    return typeof value === 'boolean' ? value : this.refused(path, 'true or false', false);
  }

  /** Whole numbers end where they are no longer exact here; a worker's end a little later. */
  whole(value: unknown, path: string): number {
    if (value === undefined || value === null) return 0;
    return Number.isSafeInteger(value) ? (value as number) : this.refused(path, 'a whole number', 0);
  }

  number(value: unknown, path: string): number {
    if (value === undefined || value === null) return 0;
    return Number.isFinite(value) ? (value as number) : this.refused(path, 'a number', 0);
  }

  private refused<T>(path: string, expected: string, zero: T): T {
    this.wrong.push({ path, message: `must be ${expected}` });
    return zero;
  }
}

/** The value under `key`, if the object has it itself: a payload may use any name, also one that every object knows. */
export function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
