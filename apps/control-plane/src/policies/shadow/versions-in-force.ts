import { BUILT_IN_VERSION } from '@app/smtp-policy';
import { type HistoryEntry, type RolloutRecord, versionOf } from '../rollout/rollout-record.js';

/** What is read of the rollout. */
export type RolloutPast = Pick<RolloutRecord, 'versions' | 'stable' | 'canary' | 'history'>;

/**
 * Versions that workers may have had when traces were recorded: those that traces name, the most frequent ones first,
 * and those that were rolled out to anybody since. Not the one that is built into workers: they name it before they are told
 * a version, every replay knows it, and nobody has a payload of it.
 * @param named version → how many traces name it
 * @param since epoch milliseconds of the oldest trace; null: that is not known
 */
export function versionsInForce(
  rollout: RolloutPast,
  named: ReadonlyMap<string, number>,
  since: number | null,
): readonly string[] {
  const byFrequency = [...named].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  const isPayload = (version: string) => version !== BUILT_IN_VERSION || versionOf(rollout, version) !== null;
  const told = byFrequency.map(([version]) => version).filter(isPayload);
  return [...new Set([...told, ...rolledOutSince(rollout, since ?? -Infinity)])];
}

interface InForce {
  readonly stable: string | null;
  readonly canary: string | null;
}

function rolledOutSince({ versions, stable, canary, history }: RolloutPast, since: number): readonly string[] {
  const found = new Set<string>();
  const note = (state: InForce) => {
    for (const version of [state.stable, state.canary]) if (version !== null) found.add(version);
  };
  let state: InForce = { stable: null, canary: null };
  for (const entry of [...history].reverse()) {
    const next = after(state, entry);
    if (Date.parse(entry.at) >= since) {
      note(state);
      note(next);
    }
    state = next;
  }
  note({ stable, canary: canary?.version ?? null });
  const oldest = history.at(-1);
  const reachesBack = oldest === undefined || oldest.revision === 1 || Date.parse(oldest.at) < since;
  if (!reachesBack) for (const { version, promotedAt } of Object.values(versions)) if (promotedAt) found.add(version);
  return [...found];
}

function after(state: InForce, { action, version, percent }: HistoryEntry): InForce {
  if (action === 'validate') return state;
  if (action === 'rollback' || percent === 100) return { stable: version, canary: null };
  return { ...state, canary: version };
}
