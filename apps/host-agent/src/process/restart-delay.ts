const FIRST_MS = 2_000; // as the unit's RestartSec on a host with systemd
const LONGEST_MS = 60_000;
/** A worker that lived this long was well: its next end is the first one again. */
export const HEALTHY_AFTER_MS = 60_000;

/** How long to wait before the next start. @param endsInARow how often it ended by itself before it was healthy, from 1 */
export function restartDelayMs(endsInARow: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, endsInARow - 1)));
}
