import { PROVIDERS, type Provider } from '@app/contracts';
import type { CollectedTraces } from './collected-traces.js';
import type { ReplayKind, Replayed, ReplayedClass } from './replayed.js';
import { type Transition, TransitionTable } from './transition-table.js';

/** A share between 0 and 1 of the traces whose attempts had a reply: at least, at most. */
export interface ShareRange {
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * What one policy makes of the traces that are compared, as shares of them between 0 and 1; null: there are none. All
 * of them were not accepted when they were recorded, so that the shares are not those of telemetry.
 */
export interface ReplayRates {
  /** The address stays undecided: unknown, retryable or blocked by a policy, all of which rows fold into `unknown`. */
  readonly undecided: number | null;
  /** A part of `undecided`. */
  readonly policyBlocked: number | null;
  /** Of those whose first attempt was put off when recorded: decided in the end; null: no attempt was put off. */
  readonly recovered: number | null;
}

/** Two policies over the same traces of one provider. */
export interface ReplayComparison {
  readonly provider: Provider;
  readonly traces: number;
  /** How much is known of the traces under the candidate. */
  readonly counts: Readonly<Record<ReplayKind, number>>;
  /** Traces with a reply: only of them a policy is asked. */
  readonly replied: number;
  /** Those of them whose class is known under both policies, if only so far; the rates are theirs. */
  readonly compared: number;
  /** Those of them whose first attempt was put off. */
  readonly putOff: number;
  readonly candidate: ReplayRates;
  readonly active: ReplayRates;
  /** Of the compared ones those that get another class. */
  readonly reclassified: number;
  /** From the class under the active policy to that under the candidate, where both are known. */
  readonly transitions: readonly Transition[];
  /** Where the candidate's share of all traces with a reply can lie; null: there are none. */
  readonly ranges: Readonly<Record<Tested, ShareRange>> | null;
}

/**
 * Compares what two policies make of the same traces, a provider each; providers without traces are left out. For equal
 * input it is equal to the byte (worker behaviour, section 11.4). Rates are
 * over the traces whose class is known under both, so that their difference comes from the policies alone. Where a worker
 * would have gone on after the last recorded attempt, the class so far counts: a policy that puts off what another one
 * decides would else not show, as nobody recorded the attempts that it would have made.
 * @param candidate what became of each trace, in the order of `traces`; `active` likewise
 */
export function compareReplays(
  traces: CollectedTraces,
  candidate: readonly Replayed[],
  active: readonly Replayed[],
): readonly ReplayComparison[] {
  const tallies = new Map(PROVIDERS.map((provider) => [provider, new Tally(provider)]));
  for (let place = 0; place < traces.size; place += 1) {
    const [after, before] = [candidate[place], active[place]];
    if (after === undefined || before === undefined) throw new Error('A trace was not replayed under both policies');
    const isPutOff = traces.sampleAt(place).attempt_chain[0]?.decision_class === 'retryable';
    tallies.get(traces.providerAt(place))?.add(traces.idAt(place), before, after, isPutOff);
  }
  return [...tallies.values()].map((tally) => tally.comparison()).filter((comparison) => comparison.traces > 0);
}

const isUndecided = (word: ReplayedClass) => word !== 'deliverable' && word !== 'undeliverable';

/** What shares are given as ranges. */
const TESTS = {
  undecided: isUndecided,
  policyBlocked: (word: ReplayedClass) => word === 'policy_blocked',
  retryable: (word: ReplayedClass) => word === 'retryable',
};
const TESTED = ['undecided', 'policyBlocked', 'retryable'] as const;
type Tested = (typeof TESTED)[number];

class RateTally {
  private undecided = 0;
  private policyBlocked = 0;
  private recovered = 0;

  add(decisionClass: ReplayedClass, isPutOff: boolean): void {
    if (isUndecided(decisionClass)) this.undecided += 1;
    else if (isPutOff) this.recovered += 1;
    if (decisionClass === 'policy_blocked') this.policyBlocked += 1;
  }

  rates(compared: number, putOff: number): ReplayRates {
    return {
      undecided: share(this.undecided, compared),
      policyBlocked: share(this.policyBlocked, compared),
      recovered: share(this.recovered, putOff),
    };
  }
}

class Tally {
  private readonly counts = { unaffected: 0, exact: 0, inferred: 0, truncated: 0, indeterminate: 0 };
  private readonly cells = new TransitionTable();
  private readonly candidate = new RateTally();
  private readonly active = new RateTally();
  private readonly surely = { undecided: 0, policyBlocked: 0, retryable: 0 };
  private readonly maybe = { undecided: 0, policyBlocked: 0, retryable: 0 };
  private compared = 0;
  private putOff = 0;
  private reclassified = 0;

  constructor(private readonly provider: Provider) {}

  add(id: number, before: Replayed, after: Replayed, isPutOff: boolean): void {
    this.counts[after.kind] += 1;
    if (after.kind !== 'unaffected') this.addToRanges(after);
    const [from, to] = [classSoFar(before), classSoFar(after)];
    if (from === undefined || to === undefined) return;
    this.cells.add(from, to, id);
    if (after.kind === 'unaffected') return;
    this.compared += 1;
    if (isPutOff) this.putOff += 1;
    if (from !== to) this.reclassified += 1;
    this.candidate.add(to, isPutOff);
    this.active.add(from, isPutOff);
  }

  comparison(): ReplayComparison {
    const { unaffected, exact, inferred, truncated, indeterminate } = this.counts;
    const replied = exact + inferred + truncated + indeterminate;
    const range = (name: Tested): ShareRange => ({
      atLeast: this.surely[name] / replied,
      atMost: this.maybe[name] / replied,
    });
    return {
      provider: this.provider,
      traces: unaffected + replied,
      counts: { ...this.counts },
      replied,
      compared: this.compared,
      putOff: this.putOff,
      candidate: this.candidate.rates(this.compared, this.putOff),
      active: this.active.rates(this.compared, this.putOff),
      reclassified: this.reclassified,
      transitions: this.cells.transitions(),
      ranges:
        replied === 0
          ? null
          : { undecided: range('undecided'), policyBlocked: range('policyBlocked'), retryable: range('retryable') },
    };
  }

  private addToRanges(after: Replayed): void {
    const possible = classesOf(after);
    for (const name of TESTED) {
      if (possible !== null && possible.every(TESTS[name])) this.surely[name] += 1;
      if (possible === null || possible.some(TESTS[name])) this.maybe[name] += 1;
    }
  }
}

/** Undefined: it is not known. */
function classSoFar(replayed: Replayed): ReplayedClass | undefined {
  if (replayed.kind === 'indeterminate') return undefined;
  if (replayed.kind !== 'truncated') return replayed.decisionClass;
  return replayed.isBeyond || replayed.classesSoFar.length > 1 ? undefined : replayed.classesSoFar[0];
}

/** The classes that are possible; null: any. */
function classesOf(replayed: Replayed): readonly ReplayedClass[] | null {
  if (replayed.kind === 'truncated') return null;
  if (replayed.kind === 'indeterminate') return replayed.mayGoOn ? null : replayed.classes;
  return [replayed.decisionClass];
}

function share(count: number, of: number): number | null {
  return of === 0 ? null : count / of;
}
