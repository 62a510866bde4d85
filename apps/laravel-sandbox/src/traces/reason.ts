/** A reason as result files write it: `base[:k=v;k=v…]` (contract 7.6). */
export interface Reason {
  readonly base: string;
  readonly facts: ReadonlyMap<string, string>;
}

export function readReason(text: string): Reason {
  const position = text.indexOf(':');
  if (position < 0) return { base: text.trim(), facts: new Map() };
  const facts = text
    .slice(position + 1)
    .split(';')
    .flatMap((fact) => {
      const equals = fact.indexOf('=');
      const [key, value] = [fact.slice(0, equals).trim().toLowerCase(), fact.slice(equals + 1).trim()];
      return equals > 0 && value !== '' ? [[key, value] as const] : [];
    });
  return { base: text.slice(0, position).trim(), facts: new Map(facts) };
}

/** The attempts in a reason: base64url, padded or not, of a JSON list of objects; none when it is anything else. */
export function readAttempts(encoded: string | undefined): readonly Readonly<Record<string, unknown>>[] {
  if (encoded === undefined) return [];
  try {
    const list: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    if (!Array.isArray(list)) return [];
    return list.filter((entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null);
  } catch {
    return [];
  }
}
