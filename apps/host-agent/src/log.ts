export type LogLevel = 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, msg: string, fields?: Readonly<Record<string, unknown>>) => void;

const SAME_LINE_MS = 60_000;
const LINES_KNOWN = 100;

/**
 * Writes one JSON object a line. A warning that says the same again within a minute is left out, and counted in the
 * next one: whoever reaches the port must not fill the disk.
 * @param now epoch milliseconds
 */
export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  const said = new Map<string, { at: number; leftOut: number }>();
  return (level, msg, fields = {}) => {
    const at = now();
    const known = said.get(msg + JSON.stringify(fields));
    if (level === 'warn' && known && at - known.at < SAME_LINE_MS) {
      known.leftOut += 1;
      return;
    }
    const again = known && known.leftOut > 0 ? { left_out: known.leftOut } : {};
    write(JSON.stringify({ at: new Date(at).toISOString(), level, msg, ...fields, ...again }));
    if (level !== 'warn') return;
    if (said.size >= LINES_KNOWN) said.clear();
    said.set(msg + JSON.stringify(fields), { at, leftOut: 0 });
  };
}
