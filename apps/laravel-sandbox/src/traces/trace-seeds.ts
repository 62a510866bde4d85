import { gunzipSync } from 'node:zlib';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { LaravelTrace } from '@app/contracts';
import { Clock } from '@app/service';
import { seedFile } from '../seeds/seed-file.js';
import { TracesService, type NewTrace } from './traces.service.js';

/** The recording is repeated, and each of its repetitions drawn out over this time, so that there is a day to look at. */
const REPETITIONS = 3;
const REPETITION_MS = 8 * 3_600_000;

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
    for (let round = REPETITIONS - 1; round >= 0; round -= 1) {
      const until = this.clock.now() - round * REPETITION_MS;
      await this.traces.write(drawnOut(recorded, until).map((trace) => ofRound(trace, round)));
    }
  }
}

/** The same one after the other, the last one at `until`; those of one chunk stay together. */
function drawnOut(recorded: readonly LaravelTrace[], until: number): readonly NewTrace[] {
  const times = recorded.map(observedAt);
  const newest = Math.max(...times);
  const slower = REPETITION_MS / (newest - Math.min(...times));
  return recorded.map((trace, index) => newTrace(trace, until - (newest - (times[index] ?? newest)) * slower));
}

/** As of other chunks: a trace is told from others by its chunk. */
function ofRound(trace: NewTrace, round: number): NewTrace {
  if (round === 0 || !trace.verificationJobChunkId) return trace;
  const other = (id: string) =>
    id.replace(/^.{8}/, (start) => ((Number.parseInt(start, 16) ^ round) >>> 0).toString(16).padStart(8, '0'));
  return { ...trace, verificationJobChunkId: other(trace.verificationJobChunkId) };
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
