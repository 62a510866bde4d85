import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DraftedRule, LaravelTrace, LaravelTraceAttempt } from '@app/contracts';
import { Replay, type ReplayBasis, type Replayed, type ReplayedClass, type SmtpPolicy } from '@app/smtp-policy';
import { counted } from './counted.js';
import type { Draft } from './draft-payload.js';
import { isMember } from './reply-clusters.js';

/** What the rule would have done to recorded traces, besides what it was drafted for. */
export interface MeasuredEffect {
  readonly effect: DraftedRule['effect'];
  /** Traces with a reply that the rule is asked for and fits. */
  readonly touched: number;
  readonly touchedOutside: number;
  /** Traces outside the cluster that change, by what they are now. */
  readonly changedOutside: Readonly<Record<string, number>>;
  /** Enhanced codes that begin with the rule's own and are others. */
  readonly otherCodes: readonly string[];
  /** Hosts of touched replies, not counting those of the cluster. */
  readonly otherHosts: number;
}

/** How long the event loop is held at once: others wait for their beats meanwhile. */
const SLICE_MS = 8;

/**
 * Replays recent traces with and without the rule; the difference is what it does. Only chunks with a reply that the
 * rule fits can differ, so only they are replayed, and others wait for no longer than a slice.
 */
export async function measuredEffect(
  traces: readonly LaravelTrace[],
  clusterId: string,
  draft: Draft,
  policies: { readonly base: SmtpPolicy; readonly drafted: SmtpPolicy },
  known: Pick<ReplayBasis, 'inForce' | 'isComplete'>,
): Promise<MeasuredEffect> {
  const touched = traces.filter((trace) => touches(draft, trace));
  const before = new Replay({ ...known, candidate: policies.base });
  const after = new Replay({ ...known, candidate: policies.drafted });
  const outcomes: Outcome[] = [];
  const slices = new Slices();
  for (const chunk of chunksOf(traces, new Set(touched))) {
    await slices.giveWay();
    const was = before.replayAll(chunk);
    await slices.giveWay();
    const becomes = after.replayAll(chunk);
    chunk.forEach((trace, place) => {
      const [one, other] = [was[place], becomes[place]];
      if (one && other && touches(draft, trace)) outcomes.push(outcomeOf(trace, one, other, clusterId));
    });
  }
  return summary(traces, outcomes, touched, clusterId, draft);
}

/** Lets others have the event loop when a slice is over. */
class Slices {
  private startedAt = performance.now();

  async giveWay(): Promise<void> {
    if (performance.now() - this.startedAt < SLICE_MS) return;
    await nextTurn();
    this.startedAt = performance.now();
  }
}

interface Outcome {
  readonly from: ReplayedClass;
  /** Undefined: not known. */
  readonly to: ReplayedClass | undefined;
  readonly isMember: boolean;
}

/** What the base makes of it where that is known, else what was recorded. */
function outcomeOf(trace: LaravelTrace, was: Replayed, becomes: Replayed, clusterId: string): Outcome {
  const from = 'decisionClass' in was ? was.decisionClass : was.recorded;
  const to = 'decisionClass' in becomes ? becomes.decisionClass : undefined;
  return { from, to, isMember: isMember(trace, clusterId) };
}

function touches({ profile, list, rule }: Draft, { attempt_chain: chain }: LaravelTrace): boolean {
  return chain.some((attempt) => {
    if ((attempt.provider_profile ?? 'generic') !== profile || attempt.smtp_code === null) return false;
    if (list === 'smtp_code_rules') return (rule['smtp_codes'] as readonly number[]).includes(attempt.smtp_code);
    return (rule['enhanced_prefixes'] as readonly string[]).some((prefix) => attempt.enhanced_code?.startsWith(prefix));
  });
}

/** More traces of one chunk tell no more of its policy, and hold the event loop for too long. */
const AT_ONCE = 100;

/** By chunks, as a chunk's traces tell of each other's policy; one without a chunk stands for itself. */
function chunksOf(
  traces: readonly LaravelTrace[],
  wanted: ReadonlySet<LaravelTrace>,
): readonly (readonly LaravelTrace[])[] {
  const keyOf = (trace: LaravelTrace) => trace.verification_job_chunk_id ?? `trace ${trace.id}`;
  const chunks = new Map<string, LaravelTrace[]>([...wanted].map((trace) => [keyOf(trace), []]));
  for (const trace of traces) chunks.get(keyOf(trace))?.push(trace);
  return [...chunks.values()].flatMap((chunk) =>
    Array.from({ length: Math.ceil(chunk.length / AT_ONCE) }, (_, part) =>
      chunk.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
    ),
  );
}

function summary(
  traces: readonly LaravelTrace[],
  outcomes: readonly Outcome[],
  touched: readonly LaravelTrace[],
  clusterId: string,
  draft: Draft,
): MeasuredEffect {
  const changed = outcomes.filter(({ from, to }) => to !== undefined && to !== from);
  const outside = touched.filter((trace) => !isMember(trace, clusterId));
  return {
    effect: {
      traces: traces.length,
      changed: changed.length,
      changed_in_cluster: changed.filter((outcome) => outcome.isMember).length,
      transitions: transitionsOf(changed),
      indeterminate: outcomes.filter(({ to }) => to === undefined).length,
    },
    touched: touched.length,
    touchedOutside: outside.length,
    changedOutside: counted(
      changed.flatMap(({ isMember: isInside, from }) => (isInside ? [] : [from ?? 'no decision'])),
    ),
    otherCodes: otherCodes(touched, draft),
    otherHosts: hostsOf(
      outside,
      draft,
      hostsOf(
        touched.filter((trace) => isMember(trace, clusterId)),
        draft,
      ),
    ).size,
  };
}

function transitionsOf(changed: readonly Outcome[]): DraftedRule['effect']['transitions'] {
  const cells = new Map<string, DraftedRule['effect']['transitions'][number]>();
  for (const { from, to = null } of changed) {
    const key = `${from} ${to}`;
    cells.set(key, { from, to, count: (cells.get(key)?.count ?? 0) + 1 });
  }
  return [...cells.values()].sort((one, other) => other.count - one.count);
}

function fitting(traces: readonly LaravelTrace[], draft: Draft): readonly LaravelTraceAttempt[] {
  const isHit = (attempt: LaravelTraceAttempt, trace: LaravelTrace) =>
    touches(draft, { ...trace, attempt_chain: [attempt] });
  return traces.flatMap((trace) => trace.attempt_chain.filter((attempt) => isHit(attempt, trace)));
}

function otherCodes(touched: readonly LaravelTrace[], draft: Draft): readonly string[] {
  if (draft.list === 'smtp_code_rules') return [];
  const own = (draft.rule['enhanced_prefixes'] as readonly string[])[0] ?? '';
  const codes = fitting(touched, draft).flatMap(({ enhanced_code: code }) => code ?? []);
  return [...new Set(codes)].filter((code) => code !== own).sort();
}

function hostsOf(
  traces: readonly LaravelTrace[],
  draft: Draft,
  without: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const hosts = fitting(traces, draft).flatMap(({ mx_host: host }) => host ?? []);
  return new Set(hosts.filter((host) => !without.has(host)));
}
