import type { Verification } from '@app/contracts';

/** The newest verification of a server, as it is kept. */
export interface StoredVerification {
  readonly verification: Verification;
  /** Grows by one with every write. */
  readonly revision: number;
}

/** Longer than all four checks together: what has not ended by then never will. */
export const ENDS_WITHIN_MS = 150_000;

/** Whether it is being carried out at `now`. */
export function isRunning({ started_at, finished_at }: Verification, now: number): boolean {
  return finished_at === null && now - Date.parse(started_at) < ENDS_WITHIN_MS;
}

/** The verification as one has to see it at `now`; null when its process ended before it did. */
export function asOf(stored: StoredVerification | undefined, now: number): Verification | null {
  if (stored === undefined) return null;
  const { verification } = stored;
  return verification.finished_at === null && !isRunning(verification, now) ? null : verification;
}
