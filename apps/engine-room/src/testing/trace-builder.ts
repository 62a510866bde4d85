import type {
  AttemptExplanation,
  DecisionExplanation,
  LaravelTraceAttempt,
  ReplyCluster,
  RuleCheck,
  TracePageMeta,
  TraceRow,
} from '@app/contracts';
import { AT } from './fleet-builder';
import { json, type Answer, type Sent } from './open-app';
import { problem } from './registry-builder';

export const traceAttempt = (over: Partial<LaravelTraceAttempt> = {}): LaravelTraceAttempt => ({
  attempt_number: 1,
  mx_host: 'mx1.example.net',
  attempt_route: 'mx:mx1.example.net',
  decision_class: 'retryable',
  reason_code: 'smtp_tempfail',
  reason_tag: 'unknown_transient',
  retry_strategy: 'greylist',
  smtp_code: 451,
  enhanced_code: '4.7.1',
  provider_profile: 'generic',
  confidence_hint: 'low',
  evidence_strength: 'low',
  worker_id: 'w-1',
  pool: 'default',
  provider: 'generic',
  ...over,
});

/** A probe that stayed unknown after one retryable reply. */
export const trace = (over: Partial<TraceRow> = {}): TraceRow => ({
  id: 101,
  verification_job_id: 'job-1',
  verification_job_chunk_id: 'chunk-1',
  email_hash: 'd5f270ba',
  provider: 'generic',
  policy_version: 'v4.2.0',
  matched_rule_id: 'g-code-4xx',
  decision_class: 'unknown',
  smtp_code: '451',
  enhanced_code: '4.7.1',
  retry_strategy: 'greylist',
  reason_tag: 'provider_tempfail_unresolved',
  confidence_hint: 'low',
  session_strategy_id: '',
  attempt_route: null,
  attempt_chain: [traceAttempt()],
  observed_at: AT,
  created_at: AT,
  unfolded_class: 'retryable',
  lifted: [],
  ...over,
});

export const tracePage = (traces: readonly TraceRow[], meta: Partial<TracePageMeta> = {}) => ({
  data: traces,
  meta: { limit: 20, next_before_id: 0, scanned: traces.length, is_partial: false, ...meta },
});

export const ruleCheck = (over: Partial<RuleCheck> = {}): RuleCheck => ({
  list: 'smtp_code_rules',
  index: 0,
  rule_id: 'g-code-4xx',
  result: 'matched',
  because: 'Code 451 is among 421, 450, 451.',
  ...over,
});

export const explainedAttempt = (over: Partial<AttemptExplanation> = {}): AttemptExplanation => ({
  attempt_number: 1,
  mx_host: 'mx1.example.net',
  smtp_code: 451,
  enhanced_code: '4.7.1',
  profile: 'generic',
  recorded: {
    decision_class: 'retryable',
    reason_code: 'smtp_tempfail',
    reason_tag: 'unknown_transient',
    confidence_hint: 'low',
  },
  is_final: true,
  checks: [ruleCheck()],
  decided_by: 'rule',
  because: 'Rule g-code-4xx decided.',
  ...over,
});

export const explanation = (over: Partial<DecisionExplanation> = {}): DecisionExplanation => ({
  trace: trace(),
  policy_version: 'v4.2.0',
  policy_basis: 'named_by_row',
  attempts: [explainedAttempt()],
  summary: 'Stayed unknown, as the server asked to come back later.',
  not_known: [],
  replay: null,
  ...over,
});

export const cluster = (over: Partial<ReplyCluster> = {}): ReplyCluster => ({
  id: 'abc123abc123',
  provider: 'gmail',
  enhanced_code: '4.7.28',
  smtp_code: 421,
  host_pattern: '*.example.net',
  count: 132,
  share: 0.61,
  reason_codes: { smtp_rate_limit: 132 },
  policy_versions: { 'v4.2.0': 132 },
  trend: [
    { from: '2026-03-01T01:00:00Z', count: 4 },
    { from: '2026-03-01T02:00:00Z', count: 9 },
  ],
  members: [101, 99],
  first_at: AT,
  last_at: AT,
  ...over,
});

type Route = (sent: Sent) => Response | Promise<Response>;

/** Answers `METHOD path`, without the `/api` in front; everything else is not found. */
export const answering =
  (routes: Readonly<Record<string, Route>>): Answer =>
  (sent) => {
    const name = `${sent.method} ${sent.path.replace('/api', '')}`;
    return routes[name]?.(sent) ?? problem(404, 'not_found', `There is no ${name}.`);
  };

/** The explorer with these traces, the explanation of the first, and two versions to replay with. */
export const explorer = (routes: Readonly<Record<string, Route>> = {}): Answer =>
  answering({
    'GET /decisions/trace': () => json(tracePage([trace()])),
    'GET /decisions/101/explain': () => json({ data: explanation() }),
    'GET /policies/versions': () =>
      json({
        data: [
          { version: 'v4.3.0', status: 'draft' },
          { version: 'v4.2.0', status: 'active' },
        ],
      }),
    ...routes,
  });
