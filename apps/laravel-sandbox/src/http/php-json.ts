/** JSON text that goes out as it is: a payload whose bytes count. */
export class RawJson {
  constructor(readonly text: string) {}
}

/**
 * A value as PHP's `json_encode` writes it by default (contract 1.7): `/` as `\/`, everything beyond ASCII as `\uXXXX`,
 * and an empty map as `[]`, since PHP cannot tell it from an empty list. `undefined` members are left out.
 */
export function phpJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (typeof value === 'string') return phpString(value);
  if (Array.isArray(value)) return `[${value.map((entry) => phpJson(entry ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return phpMap(value);
  return JSON.stringify(value ?? null);
}

function phpMap(map: object): string {
  const members = Object.entries(map).filter(([, value]) => value !== undefined);
  if (members.length === 0) return '[]';
  return `{${members.map(([key, value]) => `${phpString(key)}:${phpJson(value)}`).join(',')}}`;
}

function phpString(text: string): string {
  const escaped = JSON.stringify(text).replaceAll('/', '\\/');
  return escaped.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
