/** One line of a result file. */
export interface ResultRow {
  readonly email: string;
  readonly reason: string;
}

/** The first two columns of a result file, its head line left out; fields may be quoted, lines end either way. */
export function resultRows(csv: string): readonly ResultRow[] {
  return csv
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(columns)
    .filter(([email], index) => index > 0 || email?.trim().toLowerCase() !== 'email')
    .map(([email = '', reason = '']) => ({ email, reason }));
}

/** The file without some of its rows; the head line and what is kept stay as they are. */
export function withoutRows(csv: string, isDropped: (row: ResultRow) => boolean): string {
  return csv
    .split('\n')
    .filter((line) => !resultRows(line.replace(/\r$/, '')).some(isDropped))
    .join('\n');
}

function columns(line: string): readonly string[] {
  const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return fields.map(([, quoted, plain]) => (quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"')));
}
