import { Injectable } from '@nestjs/common';
import type { DecisionExplanation, LaravelTrace, ReplayVerdict } from '@app/contracts';
import {
  BUILT_IN_POLICY,
  BUILT_IN_VERSION,
  type Judge,
  Replay,
  canHaveDecided,
  explainTrace,
  type SmtpPolicy,
} from '@app/smtp-policy';
import { Failure } from '../../common/failure.js';
import { RecentTraces } from '../recent-traces.js';
import { DecisionTracesService } from '../traces/decision-traces.service.js';
import { traceRow } from '../traces/trace-row.js';
import { KnownPolicies } from './known-policies.js';
import { replayVerdict } from './replay-verdict.js';

/** By what a trace is explained, and how that is known. */
interface Basis {
  readonly judge: Judge | null;
  readonly version: string | null;
  readonly basis: DecisionExplanation['policy_basis'];
  readonly notKnown: readonly string[];
}

/** Why a probe was decided as it was, and what another policy would have made of it. */
@Injectable()
export class DecisionExplainer {
  constructor(
    private readonly traces: DecisionTracesService,
    private readonly recent: RecentTraces,
    private readonly policies: KnownPolicies,
  ) {}

  /**
   * @param version under which the trace is replayed besides; null: none
   * @throws Failure not_found for the trace, or the version's payload; policy_invalid when a worker refuses that;
   * laravel_not_configured, laravel_unavailable, …
   */
  async explain(id: number, version: string | null, requestId: string): Promise<DecisionExplanation> {
    const trace = await this.traces.one(id, requestId);
    const basis = await this.basisOf(trace, requestId);
    const { attempts, summary, notKnown } = explainTrace(trace, basis.judge);
    return {
      trace: traceRow(trace),
      policy_version: basis.version,
      policy_basis: basis.basis,
      attempts,
      summary,
      not_known: [...notKnown, ...basis.notKnown],
      replay: version === null ? null : await this.replayed(trace, version, requestId),
    };
  }

  /** A version that the row names is believed; without one, what is active now if it can have decided so. */
  private async basisOf(trace: LaravelTrace, requestId: string): Promise<Basis> {
    if (!trace.attempt_chain.some(({ smtp_code: code }) => code !== null)) return UNASKED;
    const { policy_version: version } = trace;
    if (version !== null) return this.namedBasis(version, requestId);
    for (const active of this.policies.activeVersions) {
      const policy = await this.policies.atHand(active, requestId);
      const judge = policy && judgeOf(policy, active);
      if (judge && canHaveDecided(judge, trace)) return { ...ACTIVE, judge, version: active };
    }
    if (canHaveDecided(BUILT_IN, trace)) return builtIn([GUESSED]);
    return canHaveDecided(OFF, trace) ? { ...NOBODY, judge: OFF } : { ...NOBODY, judge: null };
  }

  private async namedBasis(version: string, requestId: string): Promise<Basis> {
    if (this.policies.isBuiltIn(version)) return builtIn([]);
    const policy = await this.policies.atHand(version, requestId);
    if (policy !== null) {
      return { judge: judgeOf(policy, version), version, basis: 'named_by_row', notKnown: [] };
    }
    const notKnown = [`The rules of ${version}, which the row names: its payload is not at hand.`];
    return { judge: null, version: null, basis: 'unknown', notKnown };
  }

  /** A worker keeps its policy until a chunk is done, so that other traces of the chunk tell of this one's. */
  private async replayed(trace: LaravelTrace, version: string, requestId: string): Promise<ReplayVerdict> {
    const candidate = await this.candidate(version, requestId);
    const { verification_job_chunk_id: chunk } = trace;
    const known = this.recent.copy().traces;
    const others = chunk === null ? [] : known.filter((one) => one.verification_job_chunk_id === chunk);
    const traces = [trace, ...others.filter(({ id }) => id !== trace.id)];
    const { byVersion: inForce, isComplete } = await this.policies.inForce(traces, requestId);
    const [replayed] = new Replay({ candidate, inForce, isComplete }).replayAll(traces);
    if (replayed === undefined) throw new Error(`Trace ${trace.id} was not replayed`);
    return replayVerdict(version, replayed);
  }

  private async candidate(version: string, requestId: string): Promise<SmtpPolicy> {
    if (this.policies.isBuiltIn(version)) return BUILT_IN_POLICY;
    const found = await this.policies.find(version, requestId);
    if (found !== null) return found.policy;
    throw new Failure('not_found', `There is no payload of policy version ${version} that a worker could read`);
  }
}

const BUILT_IN = judgeOf(BUILT_IN_POLICY, BUILT_IN_VERSION);
const OFF: Judge = { policy: null, engineEnabled: false, version: '' };
const UNASKED: Basis = { judge: null, version: null, basis: 'unknown', notKnown: [] };
const GUESSED = 'Whether that policy was in force then: it is what can have decided so as far as is known.';
const ACTIVE = {
  basis: 'active_now',
  notKnown: ['Whether the version that is active now was in force then.'],
} as const;
const NOBODY = {
  version: null,
  basis: 'unknown',
  notKnown: ['A policy that decides so: none of those that are at hand does.'],
} as const;

function builtIn(notKnown: readonly string[]): Basis {
  return { judge: BUILT_IN, version: BUILT_IN_VERSION, basis: 'built_in', notKnown };
}

function judgeOf(policy: SmtpPolicy, version: string): Judge {
  return { policy, engineEnabled: true, version };
}
