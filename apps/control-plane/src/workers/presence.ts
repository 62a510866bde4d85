import type { Presence } from '@app/contracts';

/** How long silence may last, in milliseconds. */
export interface PresenceLimits {
  readonly heartbeatTtlMs: number;
  readonly heartbeatGraceMs: number;
}

/** Whether we hear from a worker (contract, section 2.4): a beat as old as the limit is already too old. */
export function presenceOf(receivedAt: number, limits: PresenceLimits, now: number): Presence {
  const age = now - receivedAt;
  if (age < limits.heartbeatTtlMs) return 'live';
  return age <= limits.heartbeatGraceMs ? 'late' : 'silent';
}
