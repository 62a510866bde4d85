import { PROVIDERS, type Provider } from '@app/contracts';
import {
  BUILT_IN_OUTCOMES,
  OUTCOMES_WITHOUT_ENGINE,
  type Outcome,
  type OutcomesByProvider,
  type ServerDeed,
} from '../policy/reply-outcomes.js';
import { integerBetween, pickWeighted, type Random } from '../random.js';
import type { WorkerIdentity } from '../roster.js';
import type { AnswersByProvider, ProviderAnswers } from '../scenario/effects.js';
import { probes } from './obedience.js';
import type { Chunk, ProviderTotals, WorkerState, WorkerTotals } from './worker-state.js';

/** Chunks a worker works on at once. */
const MAX_CONCURRENCY = 2;
const CHUNK_EMAILS = { min: 15, max: 45 };
/** Seconds a worker takes for an e-mail: a connection alone, or a whole dialogue. */
const SECONDS_PER_EMAIL = { screening: 0.12, smtp_probe: 0.3 };
const SCREENING_SHARE = 0.25;
const RETRY_SHARE = 0.06;
const FAILED_CHUNK_SHARE = 0.004;
/** How often a claim brings a chunk of the provider the worker is meant for. */
const AFFINITY_SHARE = 0.55;
/** Of what servers put off, how much they do because of who asks. */
const BLOCKED_SHARE = 0.3;
/** What customers' lists hold. */
const PROVIDER_MIX: readonly (readonly [Provider, number])[] = [
  ['gmail', 38],
  ['microsoft', 27],
  ['generic', 25],
  ['yahoo', 10],
];
/** A row that no reply decided. */
const UNDECIDED: Outcome = { category: 'risky', isTempfail: false, isCatchAll: false, tag: '' };
const NOTHING_PROBED: ProviderTotals = { processed: 0, rejected: 0, tempfailed: 0, catchAll: 0, unknown: 0 };

/**
 * The worker after `seconds` of work. It claims chunks only while it runs; what it holds it finishes in any state, and
 * totals change when a chunk is finished (worker behaviour, sections 2 and 10).
 * @param answers how the providers' servers answer meanwhile
 */
export function worked(
  state: WorkerState,
  identity: WorkerIdentity,
  answers: AnswersByProvider,
  seconds: number,
  random: Random,
): WorkerState {
  let current = state;
  let left = seconds;
  while (left > 0) {
    current = claimed(current, identity, random);
    if (current.chunks.length === 0) return current;
    const step = Math.min(left, ...current.chunks.map((chunk) => chunk.secondsLeft));
    current = advanced(current, answers, step, random);
    left -= step;
  }
  return current;
}

/** With as many chunks as it may hold, if it may claim any. */
function claimed(state: WorkerState, identity: WorkerIdentity, random: Random): WorkerState {
  if (state.desired !== 'running') return state;
  let { chunks, totals } = state;
  while (chunks.length < MAX_CONCURRENCY) {
    const chunk = newChunk(state, identity, random);
    chunks = [...chunks, chunk];
    if (chunk.stage === 'smtp_probe') totals = routed(totals, chunk, identity, random);
  }
  return { ...state, chunks, totals };
}

function newChunk(state: WorkerState, identity: WorkerIdentity, random: Random): Chunk {
  const stage = random() < SCREENING_SHARE ? 'screening' : 'smtp_probe';
  const meant = identity.affinity !== null && random() < AFFINITY_SHARE ? identity.affinity : null;
  const provider = meant ?? pickWeighted(PROVIDER_MIX, random);
  const emails = integerBetween(CHUNK_EMAILS.min, CHUNK_EMAILS.max, random);
  const pace = 0.7 + random() * 0.6; // servers differ
  const secondsLeft = emails * SECONDS_PER_EMAIL[stage] * pace;
  return { stage, provider, emails, secondsLeft, probes: probes(state, provider), outcomes: outcomesFor(state) };
}

/** What becomes of addresses by the rules the worker has now (worker behaviour, section 4). */
function outcomesFor({ policy, rules }: WorkerState): OutcomesByProvider {
  return policy.engineEnabled ? (rules ?? BUILT_IN_OUTCOMES) : OUTCOMES_WITHOUT_ENGINE;
}

/** Routing is counted when a probe chunk is claimed (worker behaviour, section 10). */
function routed(totals: WorkerTotals, chunk: Chunk, identity: WorkerIdentity, random: Random): WorkerTotals {
  const isHit = identity.affinity === chunk.provider;
  const counted = {
    ...totals,
    affinityHits: totals.affinityHits + Number(isHit),
    fallbackClaims: totals.fallbackClaims + Number(!isHit),
  };
  if (random() >= RETRY_SHARE) return counted;
  const otherWorker = random() < 0.9;
  const otherPool = identity.pool !== '' && random() < 0.5;
  return {
    ...counted,
    retryClaims: totals.retryClaims + 1,
    sameWorkerAvoided: totals.sameWorkerAvoided + Number(otherWorker),
    samePoolAvoided: totals.samePoolAvoided + Number(otherPool),
    retryAntiAffinitySuccesses: totals.retryAntiAffinitySuccesses + Number(otherWorker || otherPool),
  };
}

function advanced(state: WorkerState, answers: AnswersByProvider, seconds: number, random: Random): WorkerState {
  const chunks = state.chunks.map((chunk) => ({ ...chunk, secondsLeft: chunk.secondsLeft - seconds }));
  const isFinished = (chunk: Chunk) => chunk.secondsLeft <= 1e-9;
  const totals = chunks
    .filter(isFinished)
    .reduce((sum, chunk) => finished(sum, chunk, answers[chunk.provider], random), state.totals);
  return { ...state, totals, chunks: chunks.filter((chunk) => !isFinished(chunk)) };
}

function finished(totals: WorkerTotals, chunk: Chunk, answers: ProviderAnswers, random: Random): WorkerTotals {
  const stage = chunk.stage === 'screening' ? 'screening' : 'probe';
  const { processed, errors } = totals[stage];
  if (random() < FAILED_CHUNK_SHARE) return { ...totals, [stage]: { processed, errors: errors + 1 } };
  const counted = { ...totals, [stage]: { processed: processed + chunk.emails, errors } };
  return chunk.stage === 'screening' ? counted : withRows(counted, chunk, answers, random);
}

/** The rows of a finished probe chunk, and the tags a worker gives them (worker behaviour, sections 9 and 10). */
function withRows(totals: WorkerTotals, chunk: Chunk, answers: ProviderAnswers, random: Random): WorkerTotals {
  const sum = { ...(totals.providers[chunk.provider] ?? NOTHING_PROBED) };
  const tags: Record<string, number> = { ...totals.tags };
  for (let row = 0; row < chunk.emails; row += 1) {
    const { category, isTempfail, isCatchAll, tag } = outcomeOf(chunk, answers, random);
    sum.processed += 1;
    sum.rejected += Number(category === 'invalid');
    sum.unknown += Number(category === 'risky');
    sum.tempfailed += Number(isTempfail);
    sum.catchAll += Number(isCatchAll);
    if (tag !== '') tags[tag] = (tags[tag] ?? 0) + 1;
  }
  return { ...totals, tags, providers: { ...totals.providers, [chunk.provider]: sum } };
}

/** What becomes of one address: the servers do something with it, and the policy judges what they say. */
function outcomeOf(chunk: Chunk, answers: ProviderAnswers, random: Random): Outcome {
  if (!chunk.probes) return { ...UNDECIDED, tag: 'unknown_transient' };
  const deed = deedAmong(answers, random());
  if (deed === 'unanswered') return { ...UNDECIDED, tag: random() < 0.5 ? 'connection_unstable' : 'other_unknown' };
  const outcomes = chunk.outcomes[chunk.provider][deed];
  const [first] = outcomes;
  return first !== undefined && outcomes.length === 1 ? first[0] : pickWeighted(outcomes, random);
}

/** @param draw 0..1 */
function deedAmong({ reject, tempfail, catchAll, other }: ProviderAnswers, draw: number): ServerDeed | 'unanswered' {
  if (draw < reject) return 'refused';
  if (draw < reject + tempfail) return draw < reject + tempfail * BLOCKED_SHARE ? 'blocked' : 'deferred';
  if (draw < reject + tempfail + catchAll) return 'catch_all';
  return draw < reject + tempfail + catchAll + other ? 'unanswered' : 'accepted';
}

/** Everything probed, whatever the provider. */
export function probedTotals(totals: WorkerTotals): ProviderTotals {
  return PROVIDERS.reduce((sum, provider) => {
    const part = totals.providers[provider] ?? NOTHING_PROBED;
    return {
      processed: sum.processed + part.processed,
      rejected: sum.rejected + part.rejected,
      tempfailed: sum.tempfailed + part.tempfailed,
      catchAll: sum.catchAll + part.catchAll,
      unknown: sum.unknown + part.unknown,
    };
  }, NOTHING_PROBED);
}
