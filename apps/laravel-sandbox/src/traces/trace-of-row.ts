import { createHash } from 'node:crypto';
import {
  PROVIDERS,
  type LaravelTrace,
  type LaravelTraceAttempt,
  type LaravelTraceRoute,
  type Provider,
} from '@app/contracts';
import { readAttempts, readReason, type Reason } from './reason.js';
import type { ResultRow } from './result-file.js';

/** What the chunk of a row adds to it. */
export interface RecordedChunk {
  readonly workerId: string | null;
  readonly preferredPool: string | null;
  readonly routingProvider: string | null;
}

/** A trace but for its number, its chunk and its times. */
export type TraceFacts = Omit<
  LaravelTrace,
  'id' | 'verification_job_id' | 'verification_job_chunk_id' | 'observed_at' | 'created_at'
> & {
  /** Kept, but not shown (contract 7.6). */
  readonly trace_payload: object;
};

type Bucket = 'invalid' | 'risky';

/** RFC 5321 without quotes and literals; others are skipped. */
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,}$/i;

/**
 * What is recorded of a row in an invalid or risky file (contract 7.6); null when its address is none.
 * @param spellings `recorder`: the recorder's own keys alone, so that what workers call `retry` and `session` is lost
 * as in the real application; `both`: it is kept
 */
export function traceOfRow(
  row: ResultRow,
  bucket: Bucket,
  chunk: RecordedChunk,
  spellings: 'recorder' | 'both',
): TraceFacts | null {
  const address = row.email.trim().toLowerCase();
  if (!EMAIL.test(address)) return null;
  const reason = readReason(row.reason);
  const fact = (key: string, workersKey?: string) => {
    const other = workersKey !== undefined && spellings === 'both' ? reason.facts.get(workersKey) : undefined;
    return reason.facts.get(key) ?? other ?? null;
  };
  const provider = providerOf(fact('provider') ?? chunk.routingProvider);
  const attempts = readAttempts(fact('attempt_chain') ?? undefined).map((entry) => attempt(entry, chunk, provider));
  return {
    email_hash: createHash('sha256').update(address).digest('hex'),
    provider,
    policy_version: fact('policy'),
    matched_rule_id: fact('rule'),
    decision_class: decisionClass(fact('decision'), bucket),
    smtp_code: fact('smtp'),
    enhanced_code: fact('enhanced'),
    retry_strategy: fact('strategy', 'retry'),
    reason_tag: fact('tag') ?? tagInBase(reason.base),
    confidence_hint: confidence(fact('confidence') ?? fact('evidence')),
    session_strategy_id: fact('session_strategy_id', 'session'),
    attempt_route: route(reason, chunk, provider),
    attempt_chain: attempts,
    trace_payload: {
      bucket,
      reason_raw: row.reason,
      base_reason: reason.base,
      attempt_chain: attempts,
      metadata: Object.fromEntries(reason.facts),
    },
  };
}

/** What is undecided is folded: into what the file says, or into `unknown`. */
function decisionClass(decision: string | null, bucket: Bucket): string {
  if (decision === 'deliverable' || decision === 'undeliverable' || decision === 'unknown') return decision;
  return bucket === 'invalid' ? 'undeliverable' : 'unknown';
}

function tagInBase(base: string): string | null {
  if (base.includes('greylist')) return 'greylist';
  if (base.includes('policy')) return 'policy_blocked';
  return ['rate_limit', 'mailbox_full'].find((tag) => base.includes(tag)) ?? null;
}

function route({ facts }: Reason, chunk: RecordedChunk, provider: Provider): LaravelTraceRoute {
  return {
    route: facts.get('route') ?? null,
    mx_host: facts.get('mx') ?? null,
    attempt_number: wholeNumber(facts.get('attempt')),
    worker_id: chunk.workerId,
    pool: chunk.preferredPool, // not the worker's own, as in the real application
    preferred_pool: chunk.preferredPool,
    provider,
    routing_provider: provider, // not the chunk's, as in the real application
  };
}

function attempt(
  entry: Readonly<Record<string, unknown>>,
  chunk: RecordedChunk,
  provider: Provider,
): LaravelTraceAttempt {
  const text = (key: string) => (typeof entry[key] === 'string' && entry[key] !== '' ? entry[key] : null);
  return {
    attempt_number: wholeNumber(entry['attempt_number']),
    mx_host: text('mx_host'),
    attempt_route: text('attempt_route'),
    decision_class: text('decision_class'),
    reason_code: text('reason_code'),
    reason_tag: text('reason_tag'),
    retry_strategy: text('retry_strategy') ?? text('strategy'),
    smtp_code: wholeNumber(entry['smtp_code']),
    enhanced_code: text('enhanced_code'),
    provider_profile: providerOf(text('provider_profile') ?? provider),
    confidence_hint: confidence(text('confidence_hint')),
    evidence_strength: text('evidence_strength'),
    worker_id: chunk.workerId,
    pool: chunk.preferredPool,
    provider,
  };
}

function providerOf(name: string | null): Provider {
  return PROVIDERS.find((provider) => provider === name?.toLowerCase()) ?? 'generic';
}

function confidence(word: string | null): 'low' | 'medium' | 'high' {
  return (['low', 'high'] as const).find((known) => known === word?.toLowerCase()) ?? 'medium';
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : null;
}
