import { wireTime } from '../common/wire-time.js';

/** An instant of Laravel's as our wire has it, without the fraction that is always zero; as it is when it is none. */
export function laravelTime(instant: string): string {
  const at = Date.parse(instant);
  return Number.isFinite(at) ? wireTime(at) : instant;
}

/** The same for an instant that may not exist. */
export function laravelTimeOrNull(instant: string | null): string | null {
  return instant === null ? null : laravelTime(instant);
}
