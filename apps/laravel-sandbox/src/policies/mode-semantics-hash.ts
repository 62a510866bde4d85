import { createHash } from 'node:crypto';

/** SHA-256 of the payload's `modes`, keys sorted at every depth, slashes unescaped; null without modes (contract 7.3). */
export function modeSemanticsHash(payload: unknown): string | null {
  const modes = typeof payload === 'object' && payload !== null && 'modes' in payload ? payload.modes : undefined;
  if (typeof modes !== 'object' || modes === null || Object.keys(modes).length === 0) return null;
  return createHash('sha256')
    .update(JSON.stringify(sorted(modes)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}
