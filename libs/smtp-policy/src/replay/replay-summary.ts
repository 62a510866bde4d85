import { PROVIDERS, type LaravelTrace, type Provider } from '@app/contracts';
import type { Replayed, ReplayedClass } from './replayed.js';
import { TransitionTable } from './transition-table.js';

export type ReplayKind = Replayed['kind'];

/** A share between 0 and 1 of the traces whose attempts had a reply: at least, at most. */
export interface ShareRange {
  readonly atLeast: number;
  readonly atMost: number;
}

/** Traces of one recorded class that get one class under the candidate. */
export interface Transition {
  readonly from: ReplayedClass;
  readonly to: ReplayedClass;
  readonly count: number;
  /** Ids of the first of them. */
  readonly examples: readonly number[];
}

export interface ProviderReplay {
  readonly provider: Provider;
  readonly traces: number;
  readonly counts: Readonly<Record<ReplayKind, number>>;
  /** Exact, inferred and unaffected ones of all; null: there are no traces. */
  readonly decidedShare: number | null;
  /** Of those that are decided. */
  readonly transitions: readonly Transition[];
  /** Class → its share under the candidate; null: no trace had a reply. Truncated ones may become anything. */
  readonly shares: Readonly<Record<Undecided, ShareRange>> | null;
}

/** Classes that leave an address undecided. */
type Undecided = 'unknown' | 'policy_blocked' | 'retryable';

/** Figures of a replay, a provider each; for equal input equal to the byte (worker behaviour, section 11.4). */
export function summarise(rows: readonly (readonly [LaravelTrace, Replayed])[]): readonly ProviderReplay[] {
  return PROVIDERS.map((provider) => {
    const own = rows.filter(([trace]) => trace.provider === provider);
    const counts: Record<ReplayKind, number> = { unaffected: 0, exact: 0, inferred: 0, truncated: 0, indeterminate: 0 };
    for (const [, { kind }] of own) counts[kind] += 1;
    const decided = counts.unaffected + counts.exact + counts.inferred;
    return {
      provider,
      traces: own.length,
      counts,
      decidedShare: own.length === 0 ? null : decided / own.length,
      transitions: transitionsOf(own),
      shares: sharesOf(own.map(([, replayed]) => replayed).filter(({ kind }) => kind !== 'unaffected')),
    };
  });
}

function transitionsOf(rows: readonly (readonly [LaravelTrace, Replayed])[]): readonly Transition[] {
  const table = new TransitionTable();
  for (const [trace, replayed] of rows) {
    if (replayed.kind === 'truncated' || replayed.kind === 'indeterminate') continue;
    table.add(replayed.recorded, replayed.decisionClass, trace.id);
  }
  return table.transitions();
}

function sharesOf(replayed: readonly Replayed[]): ProviderReplay['shares'] {
  if (replayed.length === 0) return null;
  const share = (word: Undecided): ShareRange => ({
    atLeast: replayed.filter((row) => isSurely(row, word)).length / replayed.length,
    atMost: replayed.filter((row) => isMaybe(row, word)).length / replayed.length,
  });
  return { unknown: share('unknown'), policy_blocked: share('policy_blocked'), retryable: share('retryable') };
}

function isSurely(row: Replayed, word: ReplayedClass): boolean {
  return row.kind !== 'truncated' && row.kind !== 'indeterminate' && row.decisionClass === word;
}

function isMaybe(row: Replayed, word: ReplayedClass): boolean {
  if (row.kind === 'truncated') return true;
  if (row.kind === 'indeterminate') return row.mayGoOn || row.classes.includes(word);
  return row.decisionClass === word;
}
