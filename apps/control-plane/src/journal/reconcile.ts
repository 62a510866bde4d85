import type { Written } from '@app/redis';

/**
 * What to do about one record after an interruption.
 * `keep`: both are the same. `take`: what is stored follows what is known. `restore`: what is known follows what is
 * stored, so Redis has lost confirmed writes. `conflict`: somebody decided after a loss we did not see; that decision
 * was acknowledged to a person who saw no other, so it stands.
 */
export type Verdict = 'keep' | 'take' | 'restore' | 'conflict';

/** Compares what this replica knows of a record with what is stored. */
export function reconcile(known: Written<unknown> | undefined, stored: Written<unknown> | undefined): Verdict {
  if (stored === undefined) return known === undefined ? 'keep' : 'restore';
  if (known === undefined) return 'take';
  const [knownWrite] = known.lineage;
  const [storedWrite] = stored.lineage;
  if (knownWrite === storedWrite) return 'keep';
  if (knownWrite !== undefined && stored.lineage.includes(knownWrite)) return 'take';
  return storedWrite !== undefined && known.lineage.includes(storedWrite) ? 'restore' : 'conflict';
}
