/** `2026-03-02T08:14:05.000000Z`: how Laravel writes an instant (contract 1.7). Null stays null. */
export function laravelTime(instant: number): string;
export function laravelTime(instant: number | null): string | null;
export function laravelTime(instant: number | null): string | null {
  return instant === null ? null : `${toTheSecond(instant)}.000000Z`;
}

/** `2026-03-02T08:14:05+00:00`: the other way, of `lease_expires_at` and `reviewed_at` alone (contract 1.7). */
export function offsetTime(instant: number): string {
  return `${toTheSecond(instant)}+00:00`;
}

function toTheSecond(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19);
}
