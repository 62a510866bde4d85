import type { ShadowRun } from '@app/contracts';
import type { VersionRecord } from '../rollout/rollout-record.js';
import { compareWithRun, type ComparisonBasis } from './shadow-comparison.js';
import { shadowResultOf, shadowRunOf } from './testing/shadow-builders.js';

const thresholds = { unknownRegression: 0.05, recoveryDrop: 0.1, policyBlockSpike: 0.1 };
const versions = Object.fromEntries(
  [
    ['v1', 'c1'],
    ['v2', 'c2'],
  ].map(([version, checksum]) => [version, { version, checksum } as VersionRecord]), // nothing else is looked at
);
const basis = (runs: readonly ShadowRun[], more: Partial<ComparisonBasis> = {}): ComparisonBasis => ({
  runs,
  rollout: { stable: 'v1', versions },
  thresholds,
  isEnforced: true,
  ...more,
});
const worse = (change: object, active: object = {}) =>
  shadowRunOf({ results: [shadowResultOf({ ...change, active: { ...shadowResultOf().active, ...active } })] });

describe('the comparison that the gate reads', () => {
  it('is eligible when a run found no difference', () => {
    expect(compareWithRun('v2', basis([shadowRunOf()]))).toEqual({
      candidate_version: 'v2',
      active_version: 'v1',
      evaluated_at: '2026-11-23T18:00:00Z',
      eligible: true,
      gate_mode: 'enforce',
      thresholds: {
        unknown_regression_threshold: 0.05,
        tempfail_recovery_drop_threshold: 0.1,
        policy_block_spike_threshold: 0.1,
      },
      violations: [],
      explanations: [],
      providers: [
        {
          provider: 'gmail',
          unknown_rate_shadow: 0.3,
          unknown_rate_live: 0.3,
          unknown_delta: 0,
          tempfail_recovery_shadow: 40,
          tempfail_recovery_live: 40,
          tempfail_recovery_delta: 0,
          policy_blocked_shadow: 0.1,
          policy_blocked_live: 0.1,
          policy_blocked_delta: 0,
          recommendation: 'stable',
        },
      ],
      run_uuid: shadowRunOf().run_uuid,
    });
  });

  it('is not eligible by a run over some providers, and prefers one over all', () => {
    const part = shadowRunOf({ run_uuid: 'part', limited_to: ['gmail'] });
    expect(compareWithRun('v2', basis([part]))).toMatchObject({
      eligible: false,
      violations: ['shadow_run_partial'],
      explanations: ['The run looked at gmail alone; a rollout reaches every provider.'],
    });
    expect(compareWithRun('v2', basis([part, shadowRunOf()]))).toMatchObject({
      eligible: true,
      run_uuid: shadowRunOf().run_uuid,
    });
  });

  it.each([
    ['unknown grows', { unknown_rate: 0.36 }, ['gmail:unknown_delta_exceeded']],
    ['it grows by just what is allowed', { unknown_rate: 0.35 }, []],
    ['recovery drops', { tempfail_recovery_pct: 29 }, ['gmail:tempfail_recovery_drop_exceeded']],
    ['it drops by just what is allowed', { tempfail_recovery_pct: 30 }, []],
    ['more is blocked', { policy_blocked_rate: 0.21 }, ['gmail:policy_block_delta_exceeded']],
    ['the run advises against it', { recommendation: 'rollback_candidate' }, ['gmail:rollback_candidate']],
    ['the run advises caution', { recommendation: 'set_cautious' }, []],
    ['a figure is not known', { tempfail_recovery_pct: null }, []],
    [
      'everything is worse',
      { unknown_rate: 0.9, tempfail_recovery_pct: 0, policy_blocked_rate: 0.9, recommendation: 'rollback_candidate' },
      [
        'gmail:policy_block_delta_exceeded',
        'gmail:rollback_candidate',
        'gmail:tempfail_recovery_drop_exceeded',
        'gmail:unknown_delta_exceeded',
      ],
    ],
  ])('when %s', (_when, change, violations) => {
    const answer = compareWithRun('v2', basis([worse(change)]));
    expect(answer.violations).toEqual(violations);
    expect(answer.explanations).toHaveLength(violations.length);
    expect(answer.eligible).toBe(violations.length === 0);
  });

  it('says in a sentence what a code means', () => {
    const { explanations } = compareWithRun('v2', basis([worse({ unknown_rate: 0.42 })]));
    expect(explanations).toEqual(['gmail: Unknown grows by 12.0 points; 5.0 are allowed.']);
  });

  it('takes the candidate of the newest run when none is named', () => {
    const runs = [shadowRunOf({ candidate_version: 'v3', candidate_checksum: 'c3' }), shadowRunOf()];
    expect(compareWithRun(null, basis(runs)).candidate_version).toBe('v3');
    expect(compareWithRun(null, basis([]))).toMatchObject({
      candidate_version: '',
      violations: ['candidate_version_missing'],
      run_uuid: null,
      evaluated_at: '',
    });
  });

  it.each([
    ['no run', []],
    ['only runs of others', [shadowRunOf({ candidate_version: 'v3' })]],
    ['only runs against a former version', [shadowRunOf({ active_version: 'v0' })]],
    ['only a run of another payload', [shadowRunOf({ candidate_checksum: 'other' })]],
    ['only a run against another payload', [shadowRunOf({ active_checksum: 'other' })]],
    ['only runs that did not end well', [shadowRunOf({ state: 'failed' }), shadowRunOf({ state: 'cancelled' })]],
    ['a run that is too old', [...Array<ShadowRun>(10).fill(shadowRunOf({ active_version: 'v0' })), shadowRunOf()]],
  ])('is closed with %s', (_what, runs) => {
    expect(compareWithRun('v2', basis(runs)).violations).toEqual(['shadow_run_missing']);
  });

  it('is closed by a run that found nothing', () => {
    const empty = [shadowRunOf({ results: [] }), worse({ unknown_rate: null })];
    for (const run of empty) expect(compareWithRun('v2', basis([run])).violations).toEqual(['shadow_run_empty']);
  });

  it('counts a run against the built-in policy, and any run while nothing is active', () => {
    expect(compareWithRun('v2', basis([shadowRunOf({ active_version: '', active_checksum: null })])).eligible).toBe(
      true,
    );
    expect(compareWithRun('v2', basis([shadowRunOf()], { rollout: { stable: null, versions } })).eligible).toBe(true);
  });

  it('asks for a run of the payload that would be promoted', () => {
    expect(compareWithRun('v2', basis([shadowRunOf()]), 'newer').violations).toEqual(['shadow_run_missing']);
  });

  it('passes a payload that changes nothing', () => {
    const identical = shadowRunOf({ is_identical: true, results: [] });
    expect(compareWithRun('v2', basis([identical]))).toMatchObject({ eligible: true, providers: [], violations: [] });
    expect(compareWithRun('v1', basis([]))).toMatchObject({ eligible: true, run_uuid: null });
  });
});
