/** A Markdown table with its columns aligned, as the formatter wants it. Cells are one line; their bars are protected. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [first = [], ...body] = table;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
