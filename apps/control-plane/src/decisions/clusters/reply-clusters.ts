import { createHash } from 'node:crypto';
import type { LaravelTrace, LaravelTraceAttempt, Provider, ReplyCluster, ReplyClusterKey } from '@app/contracts';
import { finalAttempt } from '@app/smtp-policy';
import { wireTime } from '../../common/wire-time.js';
import { recordedAt } from '../recent/recorded-at.js';
import { counted } from './counted.js';
import { hostPattern } from './host-pattern.js';

export interface Clustering {
  /** Most traces first. */
  readonly clusters: readonly ReplyCluster[];
  /** Traces that end with a reply which decided the address. */
  readonly resolved: number;
  /** Traces that end with a reply which left it open; each is in one cluster. */
  readonly unresolved: number;
}

const UNRESOLVED = ['unknown', 'retryable', 'policy_blocked'];
const HOUR_MS = 3_600_000;
const TREND_HOURS = 48;
const MEMBERS = 10;

/**
 * Unresolved final replies that are alike: of one provider, with one enhanced code and code, from one kind of host.
 * @param traces newest first
 */
export function replyClusters(traces: readonly LaravelTrace[]): Clustering {
  const hours = hoursOf(traces);
  const groups = new Map<string, { readonly key: ReplyClusterKey; readonly members: LaravelTrace[] }>();
  const ofProvider = new Map<Provider, number>();
  let resolved = 0;
  for (const trace of traces) {
    const reply = finalReply(trace);
    if (reply === null) continue;
    if (!isUnresolved(reply)) {
      resolved += 1;
      continue;
    }
    const key = keyOf(trace, reply);
    const text = keyText(key);
    const group = groups.get(text) ?? { key, members: [] };
    group.members.push(trace);
    groups.set(text, group);
    ofProvider.set(trace.provider, (ofProvider.get(trace.provider) ?? 0) + 1);
  }
  const clusters = [...groups.values()].map(({ key, members }) => ({
    id: clusterId(key),
    ...key,
    count: members.length,
    share: members.length / (ofProvider.get(key.provider) ?? members.length),
    reason_codes: counted(members.map((trace) => finalReply(trace)?.reason_code ?? 'none')),
    policy_versions: counted(members.map(({ policy_version: version }) => version ?? 'none')),
    trend: trendOf(members, hours),
    members: members.slice(0, MEMBERS).map((trace) => trace.id),
    first_at: timeOf(members.at(-1)),
    last_at: timeOf(members[0]),
  }));
  clusters.sort((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1));
  return { clusters, resolved, unresolved: [...ofProvider.values()].reduce((sum, count) => sum + count, 0) };
}

/** Whether the trace belongs to the cluster. */
export function isMember(trace: LaravelTrace, id: string): boolean {
  const reply = finalReply(trace);
  return reply !== null && isUnresolved(reply) && clusterId(keyOf(trace, reply)) === id;
}

/** The same for the same key, on every replica and tomorrow. */
export function clusterId(key: ReplyClusterKey): string {
  return createHash('sha256').update(keyText(key)).digest('hex').slice(0, 12);
}

function keyText({ provider, enhanced_code, smtp_code, host_pattern }: ReplyClusterKey): string {
  return JSON.stringify([provider, enhanced_code, smtp_code, host_pattern]);
}

/** The attempt that decided, if it ended with a reply. */
function finalReply(trace: LaravelTrace): LaravelTraceAttempt | null {
  const final = finalAttempt(trace);
  return final === null || final.smtp_code === null || final.smtp_code === 0 ? null : final;
}

function isUnresolved({ decision_class: word }: LaravelTraceAttempt): boolean {
  return UNRESOLVED.includes(word ?? 'unknown');
}

function keyOf(
  { provider }: LaravelTrace,
  { enhanced_code, smtp_code, mx_host }: LaravelTraceAttempt,
): ReplyClusterKey {
  return { provider, enhanced_code, smtp_code, host_pattern: hostPattern(mx_host) };
}

/** An hour's beginning in milliseconds, and as it is told: written once, as every cluster has them all. */
type Hour = readonly [at: number, from: string];

/** The whole hours that all traces span, oldest first. */
function hoursOf(traces: readonly LaravelTrace[]): readonly Hour[] {
  const instants = traces.map(recordedAt).filter((at) => at !== null);
  if (instants.length === 0) return [];
  const hour = (at: number) => Math.floor(at / HOUR_MS) * HOUR_MS;
  const last = hour(instants.reduce((one, other) => Math.max(one, other)));
  const first = Math.max(
    hour(instants.reduce((one, other) => Math.min(one, other))),
    last - (TREND_HOURS - 1) * HOUR_MS,
  );
  return Array.from({ length: (last - first) / HOUR_MS + 1 }, (_, place): Hour => {
    const at = first + place * HOUR_MS;
    return [at, wireTime(at)];
  });
}

function trendOf(members: readonly LaravelTrace[], hours: readonly Hour[]): ReplyCluster['trend'] {
  const counts = new Map<number, number>();
  for (const member of members) {
    const at = Math.floor((recordedAt(member) ?? NaN) / HOUR_MS) * HOUR_MS;
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return hours.map(([at, from]) => ({ from, count: counts.get(at) ?? 0 }));
}

function timeOf(trace: LaravelTrace | undefined): string {
  const at = trace === undefined ? null : recordedAt(trace);
  return at === null ? '' : wireTime(at);
}
