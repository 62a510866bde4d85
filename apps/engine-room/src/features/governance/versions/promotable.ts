import type { PolicyVersion } from '@app/contracts';

/** Why a version cannot be rolled out now; null when it can. The control plane decides, this only says it before. */
export function lockOf({ validation_status: validation = 'pending', active, stable }: PolicyVersion): string | null {
  if (active && stable) return 'Everybody runs it already.';
  if (validation === 'invalid') return 'Its payload was found invalid.';
  if (validation === 'pending') return 'Its payload was never found valid: validate it first.';
  return null;
}
