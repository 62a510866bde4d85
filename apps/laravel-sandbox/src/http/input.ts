/** What a request brought: from the query for GET, else from the body over the query. Already cleaned. */
export type Input = Readonly<Record<string, unknown>>;

const EDGES = /^[\s\u200b\u200e\u200f\ufeff]+|[\s\u200b\u200e\u200f\ufeff]+$/gu;

/** Trims every text and makes empty ones null, at every depth (contract 1.7). */
export function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(EDGES, '') || null;
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cleaned(entry)]));
  }
  return value;
}

/** A body that is not JSON, or JSON that is no object, brings nothing: Laravel does not complain of it. */
export function parsedBody(text: string): Input {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return { ...value };
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Whether a value is there and not empty (Laravel's `filled`); texts are trimmed already. */
export function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** `true, 1, "1", "true", "on", "yes"` are true, anything else is false (contract 1.7). */
export function asBoolean(value: unknown): boolean {
  if (typeof value === 'string') return /^(1|true|on|yes)$/i.test(value);
  return value === true || value === 1;
}
