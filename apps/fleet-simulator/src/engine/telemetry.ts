import type { Provider } from '@app/contracts';
import type { ProviderTotals, WorkerTotals } from '../worker/worker-state.js';
import type { ClaimedChunk } from './laravel-client.js';
import type { Row } from './probe/row.js';

const NOTHING: ProviderTotals = { processed: 0, rejected: 0, tempfailed: 0, catchAll: 0, unknown: 0 };

/** Counted when a probe chunk is claimed (worker behaviour, section 10). @param pool empty: the worker has none */
export function claimCounted(
  totals: WorkerTotals,
  chunk: ClaimedChunk,
  worker: { readonly workerId: string; readonly pool: string; readonly affinity: Provider | null },
): WorkerTotals {
  const isHit = worker.affinity === chunk.provider;
  const counted = {
    ...totals,
    affinityHits: totals.affinityHits + Number(isHit),
    fallbackClaims: totals.fallbackClaims + Number(!isHit),
  };
  if (chunk.retryAttempt === 0) return counted;
  const otherWorker = chunk.lastWorkerIds.length > 0 && !chunk.lastWorkerIds.includes(worker.workerId);
  const otherPool = worker.pool !== '' && chunk.preferredPool !== '' && worker.pool !== chunk.preferredPool;
  return {
    ...counted,
    retryClaims: totals.retryClaims + 1,
    sameWorkerAvoided: totals.sameWorkerAvoided + Number(otherWorker),
    samePoolAvoided: totals.samePoolAvoided + Number(otherPool),
    retryAntiAffinitySuccesses: totals.retryAntiAffinitySuccesses + Number(otherWorker || otherPool),
  };
}

/** Counted when a chunk was completed: its rows; of screening their number alone. */
export function completionCounted(totals: WorkerTotals, chunk: ClaimedChunk, rows: readonly Row[]): WorkerTotals {
  const stage = chunk.stage === 'screening' ? 'screening' : 'probe';
  const counted = { ...totals, [stage]: { ...totals[stage], processed: totals[stage].processed + rows.length } };
  if (stage === 'screening') return counted;
  const tags = { ...totals.tags };
  for (const { tag } of rows) if (tag !== '') tags[tag] = (tags[tag] ?? 0) + 1;
  const before = totals.providers[chunk.provider] ?? NOTHING;
  const count = (isCounted: (row: Row) => boolean) => rows.filter(isCounted).length;
  const after: ProviderTotals = {
    processed: before.processed + rows.length,
    rejected: before.rejected + count(({ category }) => category === 'invalid'),
    tempfailed: before.tempfailed + count(({ baseReason }) => baseReason === 'smtp_tempfail'),
    catchAll: before.catchAll + count(({ baseReason }) => baseReason.startsWith('catch_all')),
    unknown: before.unknown + count(({ category }) => category === 'risky'),
  };
  return { ...counted, tags, providers: { ...totals.providers, [chunk.provider]: after } };
}

/** Counted when a chunk failed, whatever became of it. */
export function failureCounted(totals: WorkerTotals, chunk: ClaimedChunk): WorkerTotals {
  const stage = chunk.stage === 'screening' ? 'screening' : 'probe';
  return { ...totals, [stage]: { ...totals[stage], errors: totals[stage].errors + 1 } };
}
