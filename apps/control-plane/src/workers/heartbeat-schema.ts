import { DESIRED_STATES } from '@app/contracts';
import { NAME_LENGTH, NAME_PATTERN } from '../common/name-rule.js';

const TEXT_LENGTH = 200;
const LIST_LENGTH = 100;
const MAP_SIZE = 200;

const text = { type: 'string', nullable: true, maxLength: TEXT_LENGTH } as const;
const count = { type: 'integer', nullable: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const;
const figure = { type: 'number', nullable: true } as const;

function object(properties: Record<string, unknown>) {
  return { type: 'object', nullable: true, properties, additionalProperties: false } as const;
}

function counters(...names: readonly string[]) {
  return object(Object.fromEntries(names.map((name) => [name, count])));
}

function figures(...names: readonly string[]) {
  return object(Object.fromEntries(names.map((name) => [name, figure])));
}

const tagCounts = { type: 'object', nullable: true, maxProperties: MAP_SIZE, additionalProperties: count } as const;
const stage = counters('processed', 'errors');

/**
 * A beat's body (contract, section 1.3). Unknown fields pass, and within objects they are taken out; `null` counts as
 * absent, wrong types do not pass. The limits on lengths and sizes are far above what a worker sends.
 */
export const HEARTBEAT_SCHEMA = {
  type: 'object',
  required: ['worker_id'],
  properties: {
    worker_id: { type: 'string', minLength: 1, maxLength: NAME_LENGTH, pattern: NAME_PATTERN },
    status: { type: 'string', nullable: true, enum: [...DESIRED_STATES, '', null] },
    host: text,
    ip_address: text,
    version: text,
    pool: { type: 'string', nullable: true, maxLength: NAME_LENGTH, pattern: NAME_PATTERN },
    tags: { type: 'array', nullable: true, maxItems: LIST_LENGTH, items: { type: 'string', maxLength: TEXT_LENGTH } },
    current_job_id: text,
    current_chunk_id: text,
    correlation_id: text,
    metrics: figures(
      'emails_per_sec',
      'errors_per_min',
      'cache_hit_rate',
      'avg_latency_ms',
      'bounce_rate',
      'unknown_rate',
    ),
    stage_metrics: object({ screening: stage, smtp_probe: stage }),
    smtp_metrics: figures('tempfail_rate', 'reject_rate', 'catch_all_rate', 'unknown_rate'),
    provider_metrics: {
      type: 'array',
      nullable: true,
      maxItems: LIST_LENGTH,
      items: {
        type: 'object',
        required: ['provider'],
        additionalProperties: false,
        properties: {
          provider: { type: 'string', maxLength: TEXT_LENGTH },
          tempfail_rate: figure,
          reject_rate: figure,
          unknown_rate: figure,
          avg_retry_after: figure,
          policy_block_rate: figure,
        },
      },
    },
    routing_metrics: counters(
      'retry_claims_total',
      'retry_anti_affinity_success_total',
      'same_worker_avoid_total',
      'same_pool_avoid_total',
      'provider_affinity_hit_total',
      'fallback_claim_total',
    ),
    session_metrics: object({
      connection_reuse_rate: figure,
      session_retry_same_conn_total: count,
      session_retry_new_conn_total: count,
      throttle_applied_total: count,
    }),
    attempt_route_metrics: counters('attempts_total', 'retry_attempts_total', 'mx_fallback_attempts_total'),
    retry_anti_affinity_hits: count,
    unknown_reason_tags: tagCounts,
    session_strategy_id: text,
    reason_tag_counters: tagCounts,
    pool_health_hint: figure,
  },
} as const;
