import { type Key, markdownTable } from '@app/service';
import { KEYS } from './keys.js';

/** The table of all environment keys in `docs/sandbox.md`, its columns as wide as their widest cell. */
export function configurationTable(): string {
  const rows = Object.entries<Key<unknown>>(KEYS).map(([name, key]) => [
    `\`${name}\``,
    key.fallback === undefined ? 'must be set' : defaultText(key.fallback),
    key.meaning,
  ]);
  return markdownTable(['key', 'default', 'meaning'], rows);
}

function defaultText(value: unknown): string {
  if (value === '') return '';
  return typeof value === 'boolean' ? String(value) : `\`${String(value)}\``;
}
