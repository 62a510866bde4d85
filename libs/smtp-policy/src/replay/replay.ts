import type { LaravelTrace, LaravelTraceAttempt } from '@app/contracts';
import { BUILT_IN_VERSION } from '../policy/built-in-policy.js';
import { BUILT_IN_POLICY } from '../policy/read-policy.js';
import type { DecisionClass, SmtpPolicy } from '../policy/smtp-policy.js';
import { isWorthAnotherHost, isWorthAnotherTry, type Judged } from '../probe/attempt-chain.js';
import type { Judge, Verdict } from '../reply/judge-reply.js';
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
import { limitsShown, UNLIMITED, walk, type AttemptLimits } from './walk-chain.js';

/** A class as chains keep it; null: the attempt ended without a reply and nothing was decided. */
export type ReplayedClass = DecisionClass | null;

/**
 * What a trace would have become.
 * - `unaffected`: no attempt had a reply, no policy is asked.
 * - `exact`: follows from the recorded codes alone. `inferred`: from what the recorded decision says of the lost text.
 * - `truncated`: the worker would have gone on where nothing was recorded.
 * - `indeterminate`: several are possible; one of `classes` is true, or the worker would have gone on.
 */
export type Replayed =
  | { readonly kind: 'unaffected'; readonly recorded: ReplayedClass; readonly decisionClass: ReplayedClass }
  | {
      readonly kind: 'exact' | 'inferred';
      readonly recorded: ReplayedClass;
      readonly decisionClass: ReplayedClass;
      /** Which attempt decides, from 1; null: one of several, all of this class. */
      readonly attempt: number | null;
      /** Null: no rule decides. Undefined: not known whether one does, or which. */
      readonly ruleId: string | null | undefined;
    }
  | { readonly kind: 'truncated'; readonly recorded: ReplayedClass; readonly classesSoFar: readonly ReplayedClass[] }
  | {
      readonly kind: 'indeterminate';
      readonly recorded: ReplayedClass;
      readonly classes: readonly ReplayedClass[];
      readonly mayGoOn: boolean;
    };

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
    const possible = new Map<string, readonly Hypothesis[]>();
    for (const trace of traces) {
      const before = possible.get(chunkOf(trace)) ?? this.hypotheses;
      const noted = then(trace);
      const after = before.filter(
        (hypothesis) =>
          (noted === null || noted.some((policy) => isSamePolicy(policy, hypothesis.then))) &&
          this.worldsUnder(hypothesis, trace) !== null,
      );
      possible.set(chunkOf(trace), after);
    }
    return traces.map((trace) => this.replayOne(trace, possible.get(chunkOf(trace)) ?? []));
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
    if (choices.reduce((count, options) => count * options.length, 1) > COMBINED) return anyEnd(choices);
    return ['', 'smtp_tempfail'].flatMap((reason) => {
      const limits = this.limitsOf(chain, worlds, hosts, reason);
      return combinations(choices).map((verdicts) => {
        const { kind, place } = walk(hosts, verdicts, limits);
        return { kind, place, verdict: verdicts[place] ?? 'beyond' };
      });
    });
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

/** A trace without a chunk stands for itself. */
function chunkOf(trace: LaravelTrace): string {
  return trace.verification_job_chunk_id ?? `trace ${trace.id}`;
}

/** More ways than that through one chain are not gone through; then each attempt may be the last. */
const COMBINED = 10_000;

function anyEnd(choices: readonly (readonly (Judged | 'beyond')[])[]): readonly End[] {
  return choices.flatMap((options, place) =>
    options.flatMap((verdict): readonly End[] => {
      const truncated = { kind: 'truncated', place, verdict } as const;
      return verdict === 'beyond' ? [truncated] : [truncated, { kind: 'complete', place, verdict }];
    }),
  );
}

interface End {
  readonly kind: 'complete' | 'truncated';
  readonly place: number;
  readonly verdict: Judged | 'beyond';
}

/** What all ends agree on. */
function claim(ends: readonly End[], recorded: ReplayedClass, kind: 'exact' | 'inferred'): Replayed {
  const complete = ends.filter((end) => end.kind === 'complete');
  const classes = distinct(ends.filter((end) => end.kind === 'complete').map(classOf));
  if (complete.length === 0) return { kind: 'truncated', recorded, classesSoFar: distinct(ends.map(classOf)) };
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

function combinations<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (rows, options) => rows.flatMap((row) => options.map((option) => [...row, option])),
    [[]],
  );
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
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
