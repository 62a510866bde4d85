import type { LaravelTrace, LaravelTraceAttempt } from '@app/contracts';
import { BUILT_IN_VERSION } from '../policy/built-in-policy.js';
import { BUILT_IN_POLICY } from '../policy/read-policy.js';
import type { SmtpPolicy } from '../policy/smtp-policy.js';
import { isWorthAnotherHost, isWorthAnotherTry, type Judged } from '../probe/attempt-chain.js';
import type { Judge } from '../reply/judge-reply.js';
import { claim, endsOf, type End } from './chain-ends.js';
import { CollectedTraces } from './collected-traces.js';
import {
  explainedBy,
  isAnswered,
  outcomesIn,
  profilesOf,
  unexplained,
  type AnsweredAttempt,
  type NamedRule,
  type Outcome,
  type World,
} from './recorded-attempt.js';
import type { Replayed, ReplayedClass } from './replayed.js';
import { limitsShown, UNLIMITED, type AttemptLimits } from './walk-chain.js';

/** What a replay is made with. */
export interface ReplayBasis {
  readonly candidate: SmtpPolicy;
  /** Every policy that workers may have had when the traces were recorded, by version; not the built-in one. */
  readonly inForce: ReadonlyMap<string, SmtpPolicy>;
  /** False: there may have been others; a trace that names no version is then taken to tell nothing of its text. */
  readonly isComplete: boolean;
  /** As far as they are known of the workers. */
  readonly limits?: AttemptLimits;
}

/** By what a worker judged at one time; `built_in` before a version was loaded, `off` without the policy engine. */
export type PolicyThen =
  { readonly kind: 'version'; readonly version: string } | { readonly kind: 'built_in' } | { readonly kind: 'off' };

/** Places are those of the collected traces. */
interface CollectedOptions {
  /** What the worker of the trace at `place` can have judged by; null: that was not noted. */
  readonly noted?: (place: number) => readonly PolicyThen[] | null;
  /** Told after each trace how many are done. */
  readonly replayed?: (count: number) => void;
}

interface Hypothesis {
  readonly then: PolicyThen;
  readonly judge: Judge;
}

/** More kinds of attempts than real traffic has; beyond that the memory begins anew. */
const REMEMBERED = 20_000;

/**
 * Replays traces under a candidate (worker behaviour, section 11). What a trace lost (text, command, which policy was in
 * force) is gone through in every way that fits the recorded decision; what all ways agree on is claimed.
 *
 * Greetings and other accepted replies before the recorded one are taken to be judged as they were.
 */
export class Replay {
  private readonly candidate: Judge;
  private readonly policies: readonly SmtpPolicy[];
  private readonly hypotheses: readonly Hypothesis[];
  private readonly known = new Map<string, readonly World[]>();
  private readonly judged = new Map<string, readonly Outcome[]>();

  constructor(private readonly basis: ReplayBasis) {
    const judge = (policy: SmtpPolicy, version: string): Judge => ({ policy, engineEnabled: true, version });
    this.candidate = judge(basis.candidate, basis.candidate.version);
    this.hypotheses = [
      ...[...basis.inForce].map(([version, policy]) => ({
        then: { kind: 'version' as const, version },
        judge: judge(policy, version),
      })),
      { then: { kind: 'built_in' }, judge: judge(BUILT_IN_POLICY, BUILT_IN_VERSION) },
      { then: { kind: 'off' }, judge: { policy: null, engineEnabled: false, version: '' } },
    ];
    this.policies = [basis.candidate, ...basis.inForce.values()];
  }

  /** What one trace would have become; more is known of it together with others of its chunk. */
  replay(trace: LaravelTrace): Replayed {
    return this.replayOne(trace, this.hypotheses);
  }

  /**
   * What traces would have become, in their order. A worker keeps its policy until a chunk is done, so that each trace
   * tells of its chunk's others which policy they can have been decided by. A version that a row names is believed.
   * @param then what the trace's worker can have judged by, if that was noted (its heartbeats say it); null: it was not
   */
  replayAll(
    traces: readonly LaravelTrace[],
    then: (trace: LaravelTrace) => readonly PolicyThen[] | null = () => null,
  ): readonly Replayed[] {
    const noted = traces.map(then);
    return this.replayCollected(CollectedTraces.of(traces), { noted: (place) => noted[place] ?? null });
  }

  /** The same of traces that were collected. What is the same for two traces is found out once. */
  replayCollected(
    collected: CollectedTraces,
    { noted = () => null, replayed = () => undefined }: CollectedOptions = {},
  ): readonly Replayed[] {
    const explaining = collected.samples.map((sample) => this.setOf((one) => this.worldsUnder(one, sample) !== null));
    const possible = new Array<bigint>(collected.chunkCount).fill(this.setOf(() => true));
    for (let place = 0; place < collected.size; place += 1) {
      const then = noted(place);
      const fits = then === null ? null : this.setOf((one) => then.some((policy) => isSamePolicy(policy, one.then)));
      const chunk = collected.chunkAt(place);
      const left = (possible[chunk] ?? 0n) & (explaining[collected.shapeAt(place)] ?? 0n);
      possible[chunk] = fits === null ? left : left & fits;
    }
    const found = collected.samples.map(() => new Map<bigint, Replayed>());
    return Array.from({ length: collected.size }, (_, place) => {
      const left = possible[collected.chunkAt(place)] ?? 0n;
      const ofShape = found[collected.shapeAt(place)];
      const result = ofShape?.get(left) ?? this.replayOne(collected.sampleAt(place), this.hypothesesIn(left));
      ofShape?.set(left, result);
      replayed(place + 1);
      return result;
    });
  }

  private setOf(holds: (hypothesis: Hypothesis) => boolean): bigint {
    return this.hypotheses.reduce((set, one, index) => (holds(one) ? set | (1n << BigInt(index)) : set), 0n);
  }

  private hypothesesIn(set: bigint): readonly Hypothesis[] {
    return this.hypotheses.filter((_, index) => ((set >> BigInt(index)) & 1n) === 1n);
  }

  private replayOne(trace: LaravelTrace, hypotheses: readonly Hypothesis[]): Replayed {
    const chain = trace.attempt_chain;
    const recorded = recordedClass(trace);
    if (!chain.some(isAnswered)) return { kind: 'unaffected', recorded, decisionClass: recorded };
    const unexplainedWorlds = chain.map((attempt) => this.worldsUnexplained(attempt));
    const sure = claim(this.ends(chain, unexplainedWorlds), recorded, 'exact');
    if (sure.kind === 'exact') return sure;
    const explained = hypotheses.flatMap((hypothesis) => {
      const worlds = this.worldsUnder(hypothesis, trace);
      return worlds === null ? [] : this.ends(chain, worlds);
    });
    const isOpen = trace.policy_version === null && !this.basis.isComplete;
    return explained.length === 0 || isOpen ? sure : claim(explained, recorded, 'inferred');
  }

  /** Null: that policy does not explain the trace. For attempts without a reply the list is empty. */
  private worldsUnder(hypothesis: Hypothesis, trace: LaravelTrace): readonly (readonly World[])[] | null {
    const { policy_version: version, attempt_chain: chain } = trace;
    if (version !== null && version !== hypothesis.judge.version) return null;
    const all = chain.map((attempt) =>
      isAnswered(attempt) ? this.worldsOf(hypothesis, attempt, namedRule(trace, attempt)) : null,
    );
    return all.some((worlds) => worlds?.length === 0) ? null : all.map((worlds) => worlds ?? []);
  }

  private worldsOf(hypothesis: Hypothesis, attempt: AnsweredAttempt, rule: NamedRule): readonly World[] {
    const key = `${this.hypotheses.indexOf(hypothesis)}|${keyOf(attempt)}|${rule === undefined ? '' : JSON.stringify(rule)}`;
    return remembered(this.known, key, () =>
      explainedBy(hypothesis.judge, attempt, rule, profilesOf(attempt, this.policies)),
    );
  }

  private worldsUnexplained(attempt: LaravelTraceAttempt): readonly World[] {
    if (!isAnswered(attempt)) return [];
    return remembered(this.known, keyOf(attempt), () => unexplained(attempt, profilesOf(attempt, this.policies)));
  }

  /** Every end the attempts can have, for each way each of them can have come about. */
  private ends(chain: readonly LaravelTraceAttempt[], worlds: readonly (readonly World[])[]): readonly End[] {
    const hosts = chain.map((attempt) => attempt.mx_host);
    const choices = chain.map((attempt, place): readonly (Judged | 'beyond')[] =>
      isAnswered(attempt) ? this.outcomes(attempt, worlds[place] ?? []) : [carriedOver(attempt)],
    );
    const limits = ['', 'smtp_tempfail'].map((reason) => this.limitsOf(chain, worlds, hosts, reason));
    return endsOf(hosts, choices, limits);
  }

  private outcomes(attempt: AnsweredAttempt, worlds: readonly World[]): readonly Outcome[] {
    const key = `${keyOf(attempt)}|${JSON.stringify(worlds.map(({ recorded: _, ...world }) => world))}`;
    return remembered(this.judged, key, () => {
      const all = worlds.flatMap((world) => outcomesIn(world, attempt, this.candidate));
      return [...new Map(all.map((outcome) => [steeringKey(outcome), outcome])).values()];
    });
  }

  /** @param unsaid the reason of recorded attempts that no policy explains; it stands nowhere, and it steers */
  private limitsOf(
    chain: readonly LaravelTraceAttempt[],
    worlds: readonly (readonly World[])[],
    hosts: readonly (string | null)[],
    unsaid: string,
  ): AttemptLimits {
    const recorded = chain.map((attempt, place) =>
      isAnswered(attempt)
        ? (worlds[place] ?? []).map((world) => world.recorded ?? { ...carriedOver(attempt), reason: unsaid })
        : [carriedOver(attempt)],
    );
    const surely = (test: (of: { readonly verdict: Judged }) => boolean) =>
      recorded.map((all) => all.length > 0 && all.every((verdict) => test({ verdict })));
    const isWorth = { anotherTry: surely(isWorthAnotherTry), anotherHost: surely(isWorthAnotherHost) };
    return limitsShown(hosts, isWorth, this.basis.limits ?? UNLIMITED);
  }
}

function isSamePolicy(one: PolicyThen, other: PolicyThen): boolean {
  return one.kind === 'version' && other.kind === 'version' ? one.version === other.version : one.kind === other.kind;
}

function recordedClass(trace: LaravelTrace): ReplayedClass {
  const number = trace.attempt_route?.attempt_number;
  const final = trace.attempt_chain.find((attempt) => attempt.attempt_number === number);
  return (final ? final.decision_class : trace.decision_class) as ReplayedClass; // a worker knows no other classes
}

/** The row names the rule of its final attempt; if it names none, none decided there. */
function namedRule(trace: LaravelTrace, attempt: LaravelTraceAttempt): NamedRule {
  const number = trace.attempt_route?.attempt_number ?? null;
  return number !== null && number === attempt.attempt_number ? trace.matched_rule_id : undefined;
}

/** No reply, no policy: failures to connect have no class, all of them are worth another try. */
function carriedOver({ decision_class: decisionClass }: LaravelTraceAttempt): Judged {
  return { decisionClass: decisionClass as ReplayedClass, category: 'risky', reason: 'smtp_tempfail' };
}

function keyOf(attempt: AnsweredAttempt): string {
  const { smtp_code, enhanced_code, provider_profile, decision_class, reason_code, reason_tag } = attempt;
  const { retry_strategy, confidence_hint } = attempt;
  return JSON.stringify([
    smtp_code,
    enhanced_code,
    provider_profile,
    decision_class,
    reason_code,
    reason_tag,
    retry_strategy,
    confidence_hint,
  ]);
}

/** Outcomes that lead the same way and claim the same are one. */
function steeringKey(outcome: Outcome): string {
  if (outcome === 'beyond') return outcome;
  const { decisionClass, category, reason, ruleId } = outcome;
  return JSON.stringify([decisionClass, category, reason, ruleId]);
}

function remembered<T>(memory: Map<string, T>, key: string, find: () => T): T {
  const before = memory.get(key);
  if (before !== undefined) return before;
  if (memory.size >= REMEMBERED) memory.clear();
  const found = find();
  memory.set(key, found);
  return found;
}
