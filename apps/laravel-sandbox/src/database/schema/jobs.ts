import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid, varchar } from 'drizzle-orm/pg-core';
import { instant } from './column-types.js';
import { timestamps } from './common-columns.js';
import { engineServers } from './servers.js';

/** Section 8 of the contract: jobs, their chunks and what was decided about each address. */
export const verificationJobs = pgTable('verification_jobs', {
  id: uuid('id').primaryKey(),
  status: varchar('status', { length: 32 }).notNull().default('pending'),
  verificationMode: varchar('verification_mode', { length: 16 })
    .$type<'standard' | 'enhanced'>()
    .notNull()
    .default('enhanced'),
  errorMessage: text('error_message'),
  engineServerId: integer('engine_server_id').references(() => engineServers.id, { onDelete: 'set null' }),
  claimExpiresAt: instant('claim_expires_at'),
  emailCount: integer('email_count'),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
  ...timestamps,
});

export const verificationJobChunks = pgTable(
  'verification_job_chunks',
  {
    id: uuid('id').primaryKey(),
    /** Not a foreign key: a chunk outlives its job, and says 409 then (7.5). */
    verificationJobId: uuid('verification_job_id').notNull(),
    chunkNo: integer('chunk_no').notNull(),
    status: varchar('status', { length: 16 })
      .$type<'pending' | 'processing' | 'completed' | 'failed'>()
      .notNull()
      .default('pending'),
    processingStage: varchar('processing_stage', { length: 16 })
      .$type<'screening' | 'smtp_probe'>()
      .default('screening'),
    parentChunkId: uuid('parent_chunk_id'),
    sourceStage: varchar('source_stage', { length: 16 }),
    routingProvider: varchar('routing_provider', { length: 32 }),
    routingDomain: varchar('routing_domain', { length: 255 }),
    preferredPool: varchar('preferred_pool', { length: 64 }),
    rotationGroupId: varchar('rotation_group_id', { length: 64 }),
    /** At most five, the newest last. */
    lastWorkerIds: jsonb('last_worker_ids').$type<readonly string[]>(),
    maxProbeAttempts: integer('max_probe_attempts').notNull().default(3),
    inputDisk: varchar('input_disk', { length: 64 }).notNull(),
    inputKey: varchar('input_key', { length: 1_024 }).notNull(),
    outputDisk: varchar('output_disk', { length: 64 }),
    validKey: varchar('valid_key', { length: 1_024 }),
    invalidKey: varchar('invalid_key', { length: 1_024 }),
    riskyKey: varchar('risky_key', { length: 1_024 }),
    emailCount: integer('email_count'),
    validCount: integer('valid_count'),
    invalidCount: integer('invalid_count'),
    riskyCount: integer('risky_count'),
    attempts: integer('attempts').notNull().default(0),
    engineServerId: integer('engine_server_id').references(() => engineServers.id, {
      onDelete: 'set null',
    }),
    assignedWorkerId: varchar('assigned_worker_id', { length: 255 }),
    claimedAt: instant('claimed_at'),
    claimExpiresAt: instant('claim_expires_at'),
    availableAt: instant('available_at'),
    claimToken: uuid('claim_token'),
    retryAttempt: integer('retry_attempt').notNull().default(0),
    retryParentId: uuid('retry_parent_id'),
    ...timestamps,
  },
  (table) => [index('chunks_to_claim').on(table.status, table.createdAt)],
);

export const verificationJobLogs = pgTable('verification_job_logs', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  verificationJobId: uuid('verification_job_id').notNull(),
  verificationJobChunkId: uuid('verification_job_chunk_id'),
  level: varchar('level', { length: 16 }).notNull(),
  event: varchar('event', { length: 64 }).notNull(),
  message: text('message'),
  context: jsonb('context').$type<unknown>(),
  createdAt: instant('created_at').notNull(),
});

export const smtpDecisionTraces = pgTable(
  'smtp_decision_traces',
  {
    id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
    verificationJobId: uuid('verification_job_id'),
    verificationJobChunkId: uuid('verification_job_chunk_id'),
    emailHash: varchar('email_hash', { length: 64 }).notNull(),
    provider: varchar('provider', { length: 32 }).notNull().default('generic'),
    policyVersion: varchar('policy_version', { length: 64 }),
    matchedRuleId: varchar('matched_rule_id', { length: 255 }),
    decisionClass: varchar('decision_class', { length: 32 }).notNull(),
    smtpCode: varchar('smtp_code', { length: 16 }),
    enhancedCode: varchar('enhanced_code', { length: 16 }),
    retryStrategy: varchar('retry_strategy', { length: 64 }),
    reasonTag: varchar('reason_tag', { length: 64 }),
    confidenceHint: varchar('confidence_hint', { length: 16 }).notNull().default('medium'),
    sessionStrategyId: varchar('session_strategy_id', { length: 64 }),
    attemptRoute: jsonb('attempt_route').$type<unknown>(),
    attemptChain: jsonb('attempt_chain').$type<readonly unknown[]>(),
    /** Not shown (7.6). */
    tracePayload: jsonb('trace_payload').$type<unknown>(),
    observedAt: instant('observed_at').notNull(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('traces_once').on(table.verificationJobChunkId, table.emailHash, table.decisionClass),
    index('traces_by_observed_at').on(table.observedAt),
  ],
);
