import type { RolloutRecord } from '../rollout/rollout-record.js';

/**
 * Versions that workers may have had when the traces were recorded: those that traces name, the most frequent ones
 * first, and those that were ever rolled out.
 * @param named version → how many traces name it
 */
export function versionsInForce(
  { versions, stable, canary, proven }: Pick<RolloutRecord, 'versions' | 'stable' | 'canary' | 'proven'>,
  named: ReadonlyMap<string, number>,
): readonly string[] {
  const byFrequency = [...named].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  const promoted = Object.values(versions).filter(({ promotedAt }) => promotedAt !== null);
  return [
    ...new Set([
      ...byFrequency.map(([version]) => version),
      ...(stable === null ? [] : [stable]),
      ...(canary === null ? [] : [canary.version]),
      ...promoted.map(({ version }) => version),
      ...proven,
    ]),
  ];
}
