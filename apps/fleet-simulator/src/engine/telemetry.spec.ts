import { STARTED } from '../worker/worker-state.js';
import type { ClaimedChunk } from './laravel-client.js';
import { plainRow, type Row } from './probe/row.js';
import { claimCounted, completionCounted, failureCounted } from './telemetry.js';

const chunk = (more: Partial<ClaimedChunk> = {}): ClaimedChunk => ({
  chunkId: 'c',
  jobId: 'j',
  stage: 'smtp_probe',
  provider: 'gmail',
  preferredPool: 'edge-us',
  retryAttempt: 0,
  lastWorkerIds: [],
  ...more,
});
const worker = { workerId: '17', pool: 'edge-eu', affinity: 'gmail' } as const;
const style = { taxonomy: true, attemptChain: true };
const row = (category: Row['category'], reason: string) => plainRow('a@b.test', category, reason, 'unknown', style);

describe('the counters of a worker', () => {
  it('say how claims were routed', () => {
    const first = claimCounted(STARTED.totals, chunk(), worker);
    const second = claimCounted(first, chunk({ provider: 'yahoo', retryAttempt: 1, lastWorkerIds: ['3'] }), worker);
    expect(second).toMatchObject({
      affinityHits: 1,
      fallbackClaims: 1,
      retryClaims: 1,
      sameWorkerAvoided: 1,
      samePoolAvoided: 1,
      retryAntiAffinitySuccesses: 1,
    });
    const own = chunk({ retryAttempt: 1, lastWorkerIds: ['17'], preferredPool: 'edge-eu' });
    expect(claimCounted(STARTED.totals, own, worker)).toMatchObject({ retryClaims: 1, retryAntiAffinitySuccesses: 0 });
  });

  it('count the rows of a completed probe chunk by what they say', () => {
    const rows = [
      row('valid', 'rcpt_ok'),
      row('invalid', 'rcpt_rejected'),
      row('risky', 'smtp_tempfail'),
      row('risky', 'catch_all_high_confidence'),
      row('risky', 'smtp_timeout'),
    ];
    const totals = completionCounted(STARTED.totals, chunk(), rows);
    expect(totals.probe).toEqual({ processed: 5, errors: 0 });
    expect(totals.providers.gmail).toEqual({ processed: 5, rejected: 1, tempfailed: 1, catchAll: 1, unknown: 3 });
    expect(totals.tags).toEqual({
      provider_tempfail_unresolved: 1,
      unknown_transient: 1,
      connection_unstable: 1,
    });
  });

  it('count screening by number alone, and failures by chunk', () => {
    const screened = completionCounted(STARTED.totals, chunk({ stage: 'screening' }), [row('risky', 'role_account')]);
    expect(screened).toEqual({ ...STARTED.totals, screening: { processed: 1, errors: 0 } });
    expect(failureCounted(screened, chunk()).probe).toEqual({ processed: 0, errors: 1 });
  });
});
