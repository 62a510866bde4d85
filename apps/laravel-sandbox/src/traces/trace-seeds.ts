import { gunzipSync } from 'node:zlib';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { LaravelTrace } from '@app/contracts';
import { Clock } from '@app/service';
import { seedFile } from '../seeds/seed-file.js';
import { TracesService, type NewTrace } from './traces.service.js';

/** A fresh sandbox begins with traces that were recorded elsewhere, moved in time so that the newest is of now. */
@Injectable()
export class TraceSeeds implements OnModuleInit {
  constructor(
    private readonly traces: TracesService,
    private readonly clock: Clock,
  ) {}

  /** Only where there are no traces. */
  async onModuleInit(): Promise<void> {
    if ((await this.traces.count()) > 0) return;
    const lines = gunzipSync(seedFile('decision-traces.jsonl.gz')).toString('utf8').trim().split('\n');
    const recorded = lines.map((line) => JSON.parse(line) as LaravelTrace);
    const newest = Math.max(...recorded.map(observedAt));
    const moved = this.clock.now() - newest;
    await this.traces.write(recorded.map((trace) => newTrace(trace, observedAt(trace) + moved)));
  }
}

function observedAt(trace: LaravelTrace): number {
  return Date.parse(trace.observed_at ?? '') || 0;
}

function newTrace(trace: LaravelTrace, at: number): NewTrace {
  return {
    verificationJobId: trace.verification_job_id,
    verificationJobChunkId: trace.verification_job_chunk_id,
    emailHash: trace.email_hash,
    provider: trace.provider,
    policyVersion: trace.policy_version,
    matchedRuleId: trace.matched_rule_id,
    decisionClass: trace.decision_class,
    smtpCode: trace.smtp_code,
    enhancedCode: trace.enhanced_code,
    retryStrategy: trace.retry_strategy,
    reasonTag: trace.reason_tag,
    confidenceHint: trace.confidence_hint,
    sessionStrategyId: trace.session_strategy_id,
    attemptRoute: trace.attempt_route,
    attemptChain: trace.attempt_chain,
    tracePayload: null,
    observedAt: at,
    createdAt: at,
    updatedAt: at,
  };
}
