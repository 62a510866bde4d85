import type { LaravelTrace } from '@app/contracts';

/** When a trace was recorded, epoch milliseconds; null: it does not say. */
export function recordedAt({ observed_at: observed, created_at: created }: LaravelTrace): number | null {
  const at = Date.parse(observed ?? created ?? '');
  return Number.isFinite(at) ? at : null;
}
