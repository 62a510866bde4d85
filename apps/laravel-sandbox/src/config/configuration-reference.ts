import type { Key } from '@app/service';
import { KEYS } from './keys.js';

/** The table of all environment keys in `docs/sandbox.md`, its columns as wide as their widest cell. */
export function configurationTable(): string {
  const rows = Object.entries<Key<unknown>>(KEYS).map(([name, key]) => [
    `\`${name}\``,
    key.fallback === undefined ? 'must be set' : defaultText(key.fallback),
    key.meaning.replaceAll('|', '\\|'),
  ]);
  const table = [['key', 'default', 'meaning'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = table;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function defaultText(value: unknown): string {
  if (value === '') return '';
  return typeof value === 'boolean' ? String(value) : `\`${String(value)}\``;
}
