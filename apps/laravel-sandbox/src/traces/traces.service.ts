import { Injectable } from '@nestjs/common';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { LaravelTrace, LaravelTraceQuery } from '@app/contracts';
import { Clock } from '@app/service';
import { laravelTime } from '../common/laravel-time.js';
import { Database } from '../database/database.js';
import type { TraceRow } from '../database/rows.js';
import { smtpDecisionTraces } from '../database/schema/index.js';
import type { TraceFacts } from './trace-of-row.js';

export type NewTrace = typeof smtpDecisionTraces.$inferInsert;

/** Rows a statement writes at once (contract 7.6). */
const BATCH = 500;

/** Decision traces: what was found out about an address that was not accepted. */
@Injectable()
export class TracesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async page(query: LaravelTraceQuery & { readonly limit: number }): Promise<readonly LaravelTrace[]> {
    const traces = smtpDecisionTraces;
    const wanted = and(
      query.provider && eq(traces.provider, query.provider),
      query.decision_class && eq(traces.decisionClass, query.decision_class),
      query.reason_tag === undefined ? undefined : eq(traces.reasonTag, query.reason_tag),
      query.policy_version === undefined ? undefined : eq(traces.policyVersion, query.policy_version),
      query.before_id === undefined ? undefined : lt(traces.id, query.before_id),
    );
    const { connection } = this.database;
    const rows = await connection.select().from(traces).where(wanted).orderBy(desc(traces.id)).limit(query.limit);
    return rows.map(told);
  }

  /** Records what was found in a chunk's files; the same again changes nothing but the trace's content. */
  async record(chunk: { readonly id: string; readonly jobId: string }, facts: readonly TraceFacts[]): Promise<void> {
    const now = this.clock.now();
    await this.write(facts.map((fact) => newTrace(fact, chunk, now)));
  }

  /** Writes traces, in batches; one of the same chunk, address and class is replaced. */
  async write(traces: readonly NewTrace[]): Promise<void> {
    const once = [...new Map(traces.map((trace) => [keyOf(trace), trace])).values()];
    for (let start = 0; start < once.length; start += BATCH) {
      await this.database.connection
        .insert(smtpDecisionTraces)
        .values(once.slice(start, start + BATCH))
        .onConflictDoUpdate({
          target: [
            smtpDecisionTraces.verificationJobChunkId,
            smtpDecisionTraces.emailHash,
            smtpDecisionTraces.decisionClass,
          ],
          set: REPLACED,
        });
    }
  }

  count(): Promise<number> {
    return this.database.connection.$count(smtpDecisionTraces);
  }

  /** Deletes what was observed before, and what exceeds `atMost`, oldest first. @returns how many */
  async prune(before: number, atMost: number): Promise<number> {
    const { connection } = this.database;
    const old = await connection
      .delete(smtpDecisionTraces)
      .where(lt(smtpDecisionTraces.observedAt, before))
      .returning({ id: smtpDecisionTraces.id });
    const surplus = await connection
      .delete(smtpDecisionTraces)
      .where(sql`${smtpDecisionTraces.id} in (select id from smtp_decision_traces order by id desc offset ${atMost})`)
      .returning({ id: smtpDecisionTraces.id });
    return old.length + surplus.length;
  }
}

const REPLACED = {
  provider: sql`excluded.provider`,
  policyVersion: sql`excluded.policy_version`,
  matchedRuleId: sql`excluded.matched_rule_id`,
  smtpCode: sql`excluded.smtp_code`,
  enhancedCode: sql`excluded.enhanced_code`,
  retryStrategy: sql`excluded.retry_strategy`,
  reasonTag: sql`excluded.reason_tag`,
  confidenceHint: sql`excluded.confidence_hint`,
  sessionStrategyId: sql`excluded.session_strategy_id`,
  attemptRoute: sql`excluded.attempt_route`,
  attemptChain: sql`excluded.attempt_chain`,
  tracePayload: sql`excluded.trace_payload`,
  observedAt: sql`excluded.observed_at`,
  updatedAt: sql`excluded.updated_at`,
};

function keyOf({ verificationJobChunkId, emailHash, decisionClass }: NewTrace): string {
  return `${verificationJobChunkId} ${emailHash} ${decisionClass}`;
}

function newTrace(
  fact: TraceFacts,
  chunk: { readonly id: string; readonly jobId: string },
  observedAt: number,
): NewTrace {
  return {
    verificationJobId: chunk.jobId,
    verificationJobChunkId: chunk.id,
    emailHash: fact.email_hash,
    provider: fact.provider,
    policyVersion: fact.policy_version?.slice(0, 64) ?? null,
    matchedRuleId: fact.matched_rule_id?.slice(0, 255) ?? null,
    decisionClass: fact.decision_class,
    smtpCode: fact.smtp_code?.slice(0, 16) ?? null,
    enhancedCode: fact.enhanced_code?.slice(0, 16) ?? null,
    retryStrategy: fact.retry_strategy?.slice(0, 64) ?? null,
    reasonTag: fact.reason_tag?.slice(0, 64) ?? null,
    confidenceHint: fact.confidence_hint,
    sessionStrategyId: fact.session_strategy_id?.slice(0, 64) ?? null,
    attemptRoute: fact.attempt_route,
    attemptChain: fact.attempt_chain,
    tracePayload: fact.trace_payload,
    observedAt,
    createdAt: observedAt,
    updatedAt: observedAt,
  };
}

/** A row as the answer tells it; `trace_payload` is not told. */
function told(row: TraceRow): LaravelTrace {
  return {
    id: row.id,
    verification_job_id: row.verificationJobId,
    verification_job_chunk_id: row.verificationJobChunkId,
    email_hash: row.emailHash,
    provider: row.provider as LaravelTrace['provider'], // only the four are written
    policy_version: row.policyVersion,
    matched_rule_id: row.matchedRuleId,
    decision_class: row.decisionClass,
    smtp_code: row.smtpCode,
    enhanced_code: row.enhancedCode,
    retry_strategy: row.retryStrategy,
    reason_tag: row.reasonTag,
    confidence_hint: row.confidenceHint,
    session_strategy_id: row.sessionStrategyId,
    attempt_route: row.attemptRoute as LaravelTrace['attempt_route'], // as the recorder wrote it
    attempt_chain: (row.attemptChain ?? []) as LaravelTrace['attempt_chain'],
    observed_at: laravelTime(row.observedAt),
    created_at: laravelTime(row.createdAt),
  };
}
