import {
  type LaravelTrace,
  type LaravelTraceAttempt,
  type LaravelTracePage,
  type LaravelTraceRoute,
  PROVIDERS,
} from '@app/contracts';
import { checkOf } from './checked.js';
import * as word from './schema-words.js';

const ROUTE_FIELDS = {
  route: word.textOrNull,
  mx_host: word.textOrNull,
  attempt_number: word.wholeOrNull,
  worker_id: word.textOrNull,
  pool: word.textOrNull,
  preferred_pool: word.textOrNull,
  provider: word.textOrNull,
  routing_provider: word.textOrNull,
};

const ATTEMPT_FIELDS = {
  attempt_number: word.wholeOrNull,
  mx_host: word.textOrNull,
  attempt_route: word.textOrNull,
  decision_class: word.textOrNull,
  reason_code: word.textOrNull,
  reason_tag: word.textOrNull,
  retry_strategy: word.textOrNull,
  smtp_code: word.wholeOrNull,
  enhanced_code: word.textOrNull,
  provider_profile: word.textOrNull,
  confidence_hint: word.textOrNull,
  evidence_strength: word.textOrNull,
  worker_id: word.textOrNull,
  pool: word.textOrNull,
  provider: word.textOrNull,
};

/** Stored JSON of several generations of workers: any field may be missing. */
const route = word.record(ROUTE_FIELDS, Object.keys(ROUTE_FIELDS));
const attempt = word.record(ATTEMPT_FIELDS, Object.keys(ATTEMPT_FIELDS));

/** Section 7.6 of the contract. */
const TRACE = word.record({
  id: word.whole,
  verification_job_id: word.textOrNull,
  verification_job_chunk_id: word.textOrNull,
  email_hash: word.text,
  provider: word.oneOf(PROVIDERS),
  policy_version: word.textOrNull,
  matched_rule_id: word.textOrNull,
  decision_class: word.text,
  smtp_code: word.textOrNull,
  enhanced_code: word.textOrNull,
  retry_strategy: word.textOrNull,
  reason_tag: word.textOrNull,
  confidence_hint: word.text,
  session_strategy_id: word.textOrNull,
  attempt_route: { ...route, type: ['object', 'array', 'null'], maxItems: 0 }, // an empty map is an empty array to PHP
  attempt_chain: word.orNull(word.listOf(attempt)),
  observed_at: word.instantOrNull,
  created_at: word.instantOrNull,
});

const PAGE = word.envelope(word.listOf(TRACE), {
  meta: word.record({ limit: word.whole, next_before_id: word.wholeOrNull }),
});

type TraceOnTheWire = Omit<LaravelTrace, 'attempt_route' | 'attempt_chain'> & {
  readonly attempt_route: Partial<LaravelTraceRoute> | readonly [] | null;
  readonly attempt_chain: readonly Partial<LaravelTraceAttempt>[] | null;
};

const checkPage = checkOf<{
  readonly data: readonly TraceOnTheWire[];
  readonly meta: { next_before_id: number | null };
}>(PAGE);

/** @throws BrokenAnswer */
export function tracePageFrom(body: unknown): LaravelTracePage {
  const { data, meta } = checkPage(body);
  return { traces: data.map(filled), next_before_id: meta.next_before_id };
}

const EMPTY_ROUTE = nulls(ROUTE_FIELDS) as unknown as LaravelTraceRoute; // the same names, and every type has null
const EMPTY_ATTEMPT = nulls(ATTEMPT_FIELDS) as unknown as LaravelTraceAttempt;

function filled(trace: TraceOnTheWire): LaravelTrace {
  const taken = trace.attempt_route;
  return {
    ...trace,
    attempt_route: taken === null || Array.isArray(taken) ? null : { ...EMPTY_ROUTE, ...taken },
    attempt_chain: (trace.attempt_chain ?? []).map((made) => ({ ...EMPTY_ATTEMPT, ...made })),
  };
}

function nulls(fields: Readonly<Record<string, unknown>>): Record<string, null> {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
}
