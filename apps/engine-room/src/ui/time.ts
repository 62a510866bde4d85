const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its two largest units: `8 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`. Below zero counts as zero. */
export function duration(ms: number): string {
  const left = Math.max(0, ms);
  if (left < MINUTE) return `${Math.floor(left / SECOND)} s`;
  if (left < HOUR) {
    const seconds = Math.floor((left % MINUTE) / SECOND);
    return `${Math.floor(left / MINUTE)} min ${String(seconds).padStart(2, '0')} s`;
  }
  if (left < DAY)
    return `${Math.floor(left / HOUR)} h ${String(Math.floor((left % HOUR) / MINUTE)).padStart(2, '0')} min`;
  return `${Math.floor(left / DAY)} d ${Math.floor((left % DAY) / HOUR)} h`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** `03:04:12` in the operator's own time zone. */
export const timeOfDay = (at: number): string => clock.format(at);

/** Time of day if it is within half a day of `now`, else with the date. */
export const instant = (at: number, now: number): string =>
  Math.abs(now - at) < DAY / 2 ? clock.format(at) : day.format(at);
