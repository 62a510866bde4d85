import { type LaravelTrace } from '@app/contracts';
import { BUILT_IN_POLICY } from '../policy/read-policy.js';
import type { SmtpPolicy } from '../policy/smtp-policy.js';
import { recordedPolicy, recordedTraces } from '../testing/recorded.js';
import { CollectedTraces } from './collected-traces.js';
import { compareReplays, type ReplayComparison } from './compare-replays.js';
import { Replay } from './replay.js';

const candidate = recordedPolicy('candidate');
const active = recordedPolicy('active');
const inForce = new Map([
  ['v4.2.0', active],
  ['v4.3.0-rc1', candidate],
]);

function compare(
  traces: readonly LaravelTrace[],
  after: SmtpPolicy,
  before: SmtpPolicy = active,
): readonly ReplayComparison[] {
  const collected = CollectedTraces.of(traces);
  const replay = (policy: SmtpPolicy) =>
    new Replay({ candidate: policy, inForce, isComplete: true }).replayCollected(collected);
  return compareReplays(collected, replay(after), replay(before));
}

/** The built-in policy, except that these codes at `generic` get this class. */
function withCodes(smtpCodes: readonly number[], decisionClass: 'retryable' | 'unknown'): SmtpPolicy {
  const { generic } = BUILT_IN_POLICY.profiles;
  const rules = generic.codeRules.map((rule) =>
    rule.smtpCodes.some((code) => smtpCodes.includes(code))
      ? { ...rule, decisionClass, category: 'risky' as const, reason: 'smtp_tempfail' }
      : rule,
  );
  const profiles = { ...BUILT_IN_POLICY.profiles, generic: { ...generic, enhancedRules: [], codeRules: rules } };
  return { ...BUILT_IN_POLICY, profiles };
}

describe('a comparison of two policies over recorded traces', () => {
  const compared = compare(recordedTraces(), candidate);

  it('counts every trace of each provider once', () => {
    expect(compared.map(({ provider, traces }) => [provider, traces])).toEqual([
      ['generic', 429],
      ['gmail', 232],
      ['microsoft', 243],
      ['yahoo', 173],
    ]);
    for (const { traces, counts, replied } of compared) {
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(traces);
      expect(traces - counts.unaffected).toBe(replied);
    }
  });

  it('has a matrix whose cells beside the diagonal are what was reclassified', () => {
    for (const { transitions, reclassified, compared: count, counts } of compared) {
      const sum = (cells: typeof transitions) => cells.reduce((total, cell) => total + cell.count, 0);
      expect(sum(transitions.filter(({ from, to }) => from !== to))).toBe(reclassified);
      expect(sum(transitions)).toBe(count + counts.unaffected);
      for (const { examples, count: ofCell } of transitions) expect(examples).toHaveLength(Math.min(5, ofCell));
    }
  });

  it('gives ranges that tell how much is not known', () => {
    for (const { ranges, counts, replied } of compared) {
      const open = counts.indeterminate + counts.truncated;
      for (const { atLeast, atMost } of Object.values(ranges ?? {})) {
        expect(atLeast).toBeLessThanOrEqual(atMost);
        expect(Math.round((atMost - atLeast) * replied)).toBeLessThanOrEqual(open);
      }
    }
  });

  it('is equal to the byte for equal input', () => {
    expect(JSON.stringify(compare(recordedTraces(), candidate))).toBe(JSON.stringify(compared));
  });

  it('finds no difference between a policy and itself', () => {
    for (const { reclassified, candidate: after, active: before } of compare(recordedTraces(), active)) {
      expect([reclassified, after]).toEqual([0, before]);
    }
  });

  it('shows a policy that leaves unknown what the other one decides', () => {
    const [generic] = compare(recordedTraces(), withCodes([550, 551, 553], 'unknown'), BUILT_IN_POLICY);
    expect(generic?.transitions).toContainEqual(expect.objectContaining({ from: 'undeliverable', to: 'unknown' }));
    expect(generic?.candidate.undecided).toBeGreaterThan((generic?.active.undecided ?? 1) + 0.2);
  });

  it('shows a policy that puts off what the other one decides, though nobody recorded the further attempts', () => {
    const [generic] = compare(recordedTraces(), withCodes([550, 551, 553], 'retryable'), BUILT_IN_POLICY);
    expect(generic?.transitions).toContainEqual(expect.objectContaining({ from: 'undeliverable', to: 'retryable' }));
    expect(generic?.candidate.undecided).toBeGreaterThan((generic?.active.undecided ?? 1) + 0.2);
    expect(generic?.counts.truncated).toBeGreaterThan(50);
  });

  it('leaves out providers without traces', () => {
    const gmail = recordedTraces().filter(({ provider }) => provider === 'gmail');
    expect(compare(gmail, candidate).map(({ provider }) => provider)).toEqual(['gmail']);
    expect(compare([], candidate)).toEqual([]);
  });

  it('claims no rate where no trace had a reply', () => {
    const silent = recordedTraces().map((trace) => ({ ...trace, attempt_chain: [] }));
    for (const { candidate: rates, ranges, compared: count } of compare(silent, candidate)) {
      expect([count, ranges]).toEqual([0, null]);
      expect(rates).toEqual({ undecided: null, policyBlocked: null, recovered: null });
    }
  });
});
