import type { Judged } from '../probe/attempt-chain.js';
import type { Verdict } from '../reply/judge-reply.js';
import type { Replayed, ReplayedClass } from './replayed.js';
import { walk, type AttemptLimits } from './walk-chain.js';

/** One way in which the attempts of an address can end; places count from 0. */
export interface End {
  readonly kind: 'complete' | 'truncated';
  readonly place: number;
  readonly verdict: Judged | 'beyond';
}

/** More ways than that through one chain are not gone through; then each attempt may be the last. */
const COMBINED = 10_000;

/**
 * Every end there is when each attempt came out in one of the ways that `choices` has for it.
 * @param limits each that is possible
 */
export function endsOf(
  hosts: readonly (string | null)[],
  choices: readonly (readonly (Judged | 'beyond')[])[],
  limits: readonly AttemptLimits[],
): readonly End[] {
  if (choices.reduce((count, options) => count * options.length, 1) > COMBINED) return anyEnd(choices);
  const ways = combinations(choices);
  return limits.flatMap((limit) =>
    ways.map((verdicts) => {
      const { kind, place } = walk(hosts, verdicts, limit);
      return { kind, place, verdict: verdicts[place] ?? 'beyond' };
    }),
  );
}

function anyEnd(choices: readonly (readonly (Judged | 'beyond')[])[]): readonly End[] {
  return choices.flatMap((options, place) =>
    options.flatMap((verdict): readonly End[] => {
      const truncated = { kind: 'truncated', place, verdict } as const;
      return verdict === 'beyond' ? [truncated] : [truncated, { kind: 'complete', place, verdict }];
    }),
  );
}

/** What all ends agree on. */
export function claim(ends: readonly End[], recorded: ReplayedClass, kind: 'exact' | 'inferred'): Replayed {
  const complete = ends.filter((end) => end.kind === 'complete');
  const classes = distinct(complete.map(classOf));
  if (complete.length === 0) {
    const isBeyond = ends.some(({ verdict }) => verdict === 'beyond');
    return { kind: 'truncated', recorded, classesSoFar: distinct(ends.map(classOf)), isBeyond };
  }
  const [decisionClass = null] = classes;
  if (complete.length < ends.length || classes.length > 1) {
    return { kind: 'indeterminate', recorded, classes, mayGoOn: complete.length < ends.length };
  }
  const places = distinct(complete.map((end) => end.place + 1));
  const rules = distinct(complete.map(ruleOf));
  return {
    kind,
    recorded,
    decisionClass,
    attempt: places.length === 1 ? (places[0] ?? null) : null,
    ruleId: rules.length === 1 ? rules[0] : undefined,
  };
}

function classOf({ verdict }: End): ReplayedClass {
  return verdict === 'beyond' ? 'unknown' : verdict.decisionClass;
}

function ruleOf({ verdict }: End): string | null {
  return verdict !== 'beyond' && 'ruleId' in verdict ? (verdict as Verdict).ruleId || null : null;
}

function combinations<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (rows, options) => rows.flatMap((row) => options.map((option) => [...row, option])),
    [[]],
  );
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
