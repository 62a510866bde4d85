import type { ReplayComparison } from '@app/smtp-policy';
import { NOTHING_FOUND, doneRun, emptyRun, type ShadowRunHead } from './shadow-run.js';

const thresholds = { unknownRegression: 0.05, recoveryDrop: 0.1, policyBlockSpike: 0.1 };
const head: ShadowRunHead = {
  runUuid: '7b8f3c1e-52a5-4a41-9d3c-0d2f5b1c9a77',
  wish: { candidate: 'v2', providers: [], triggeredBy: 'alice', notes: '', actor: 'alice', requestId: 'request-1' },
  startedAt: 1_000,
  activeVersion: 'v1',
  candidateChecksum: 'c2',
  activeChecksum: 'c1',
  isIdentical: false,
};
const comparison = (overrides: Partial<ReplayComparison> = {}): ReplayComparison => ({
  provider: 'gmail',
  traces: 12,
  counts: { unaffected: 2, exact: 6, inferred: 2, truncated: 1, indeterminate: 1 },
  replied: 10,
  compared: 8,
  putOff: 3,
  candidate: { undecided: 1 / 3, policyBlocked: 0.125, recovered: 2 / 3 },
  active: { undecided: 1 / 3, policyBlocked: 0.125, recovered: 2 / 3 },
  reclassified: 2,
  transitions: [{ from: 'retryable', to: 'unknown', count: 2, examples: [7, 9] }],
  ranges: {
    undecided: { atLeast: 0.3, atMost: 0.5 },
    policyBlocked: { atLeast: 0.1, atMost: 0.3 },
    retryable: { atLeast: 0, atMost: 0.2 },
  },
  ...overrides,
});
const nothingCompared = comparison({
  provider: 'yahoo',
  compared: 0,
  putOff: 0,
  reclassified: 0,
  transitions: [],
  candidate: { undecided: null, policyBlocked: null, recovered: null },
  active: { undecided: null, policyBlocked: null, recovered: null },
});

describe('a run', () => {
  const found = { comparisons: [comparison(), nothingCompared], observedFrom: 0, observedTo: 60_000 };
  const run = doneRun(head, found, thresholds, 5_000);

  it('tells of each provider, and of all', () => {
    expect(run).toMatchObject({
      state: 'done',
      providers: ['gmail', 'yahoo'],
      traces: 24,
      duration_ms: 4_000,
      evaluated_at: '1970-01-01T00:00:05Z',
      observed_from: '1970-01-01T00:00:00Z',
      observed_to: '1970-01-01T00:01:00Z',
      transitions: [{ provider: 'gmail', from: 'retryable', to: 'unknown', count: 2, examples: [7, 9] }],
    });
    expect(run.results[0]).toMatchObject({
      provider: 'gmail',
      unknown_rate: 0.33333,
      tempfail_recovery_pct: 66.66667,
      policy_blocked_rate: 0.125,
      recommendation: 'stable',
      ranges: { unknown: [0.3, 0.5], policy_blocked: [0.1, 0.3], retryable: [0, 0.2] },
    });
    expect('notes' in run).toBe(false);
  });

  it('says why a figure is not known, and takes no mean of it', () => {
    expect(run.results[1]).toMatchObject({ unknown_rate: null, recommendation: 'set_cautious' });
    expect(run.results[1]?.why).toHaveProperty('unknown_rate');
    expect(run.summary).toEqual({
      provider_count: 2,
      unknown_rate_avg: 0.33333,
      tempfail_recovery_pct_avg: 66.66667,
      policy_blocked_rate_avg: 0.125,
      highest_risk_recommendation: 'set_cautious',
      reclassified: 2,
      reclassified_share: 0.25,
      coverage: { unaffected: 4, exact: 12, inferred: 4, truncated: 2, indeterminate: 2 },
    });
  });

  it('changes nothing when both payloads are the same', () => {
    const same = doneRun({ ...head, isIdentical: true }, NOTHING_FOUND, thresholds, 5_000);
    expect(same).toMatchObject({ is_identical: true, results: [], providers: ['generic'], state: 'done' });
    expect(same.summary).toMatchObject({ reclassified: 0, highest_risk_recommendation: 'stable' });
  });

  it('does not say that a candidate is fine when it did not end', () => {
    const failed = emptyRun(head, 'failed', 'Laravel is away', 5_000);
    expect(failed).toMatchObject({ state: 'failed', problem: 'Laravel is away', results: [] });
    expect(failed.summary.highest_risk_recommendation).toBe('set_cautious');
  });

  it('gives its readers numbers that fit', () => {
    for (const one of [run, emptyRun(head, 'cancelled', null, 0)]) {
      expect(one.run_uuid.length).toBeLessThanOrEqual(36);
      const { unknown_rate_avg: unknown, tempfail_recovery_pct_avg: recovery, provider_count: count } = one.summary;
      for (const value of [unknown, recovery, count, one.summary.policy_blocked_rate_avg]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1_000);
      }
    }
  });
});
