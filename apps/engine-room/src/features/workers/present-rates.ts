import type { WorkerRow } from '@app/contracts';

/** What a worker does at present; null where nobody knows. */
export interface PresentRates {
  readonly emailsPerSecond: number | null;
  /** Fraction 0..1 of the probed e-mails. */
  readonly tempfail: number | null;
}

/**
 * The rates as far as they tell of the present: those of a worker that is late or silent end with its last heartbeat, and
 * would pass a dead worker off as a busy one. The fleet's own sums leave them out as well.
 */
export function presentRates({ presence, rates }: WorkerRow): PresentRates {
  if (presence !== 'live') return { emailsPerSecond: null, tempfail: null };
  return { emailsPerSecond: rates.emails_per_second.value, tempfail: rates.tempfail_rate.value };
}
