import type { LaravelTrace } from '@app/contracts';
import { expectedReplays, recordedPolicy, recordedTraces, type ExpectedReplay } from '../testing/recorded.js';
import { Replay, type PolicyThen } from './replay.js';
import { CollectedTraces } from './collected-traces.js';
import { type ReplayComparison, compareReplays } from './compare-replays.js';
import type { Replayed } from './replayed.js';

const candidate = recordedPolicy('candidate');
const active = recordedPolicy('active');
const inForce = new Map([
  ['v4.2.0', active],
  ['v4.3.0-rc1', candidate],
]);
const expected = new Map(expectedReplays().map((row) => [row.trace_id, row]));
const traces = recordedTraces();

/** Null: nothing that is claimed is wrong. */
function mistake(claimed: Replayed, truth: ExpectedReplay): string | null {
  const { candidate: result } = truth;
  switch (claimed.kind) {
    case 'unaffected':
      return truth.unaffected || result?.decided_by === 'carried_over' ? null : 'is affected';
    case 'truncated':
      return result?.truncated ? null : 'is complete';
    case 'indeterminate':
      if (result?.truncated) return claimed.mayGoOn ? null : 'goes on';
      return claimed.classes.some((word) => word === result?.decision_class) ? null : `is ${result?.decision_class}`;
    case 'exact':
    case 'inferred':
      if (!result || result.truncated) return 'goes on';
      if (claimed.decisionClass !== result.decision_class) return `is ${result.decision_class}`;
      if (claimed.attempt !== null && claimed.attempt !== result.final_attempt)
        return `is attempt ${result.final_attempt}`;
      if (claimed.ruleId === undefined || claimed.ruleId === result.matched_rule_id) return null;
      return `is decided by ${result.matched_rule_id}`;
  }
}

/** What the traces' workers judged by, as a control plane knows that has noted what their heartbeats said. */
function noted(trace: LaravelTrace): readonly PolicyThen[] | null {
  const under = expected.get(trace.id)?.recorded_under;
  switch (under) {
    case 'not_probed':
    case undefined:
      return null;
    case 'builtin':
      return [{ kind: 'built_in' }];
    case 'engine_off':
      return [{ kind: 'off' }];
    default:
      return [{ kind: 'version', version: under }];
  }
}

function mistakesOf(claims: readonly Replayed[]): readonly unknown[] {
  return traces.flatMap((trace, place) => {
    const claim = claims[place];
    const truth = expected.get(trace.id);
    const wrong = claim && truth ? mistake(claim, truth) : 'is missing';
    return wrong === null ? [] : [{ id: trace.id, wrong, claim }];
  });
}

/** Per hundred, rounded down: of all traces those that are decided, and of all those about which all is said. */
function decidedOf(claims: readonly Replayed[]): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    figuresOf(claims).map(({ provider, traces: all, counts }) => [
      provider,
      [Math.floor((decidedIn(counts) / all) * 100), Math.floor(((all - counts.indeterminate) / all) * 100)],
    ]),
  );
}

/** Against themselves: how much is known of them. */
function figuresOf(claims: readonly Replayed[]): readonly ReplayComparison[] {
  return compareReplays(CollectedTraces.of(traces), claims, claims);
}

function decidedIn({ exact, inferred, unaffected }: ReplayComparison['counts']): number {
  return exact + inferred + unaffected;
}

describe('a replay of recorded traces', () => {
  const replay = new Replay({ candidate, inForce, isComplete: true });

  it.each([
    ['when it was noted which policy was in force', () => replay.replayAll(traces, noted)],
    ['from the traces alone', () => replay.replayAll(traces)],
    ['from each trace alone', () => traces.map((trace) => replay.replay(trace))],
    [
      'without the policies that were in force',
      () => new Replay({ candidate, inForce: new Map(), isComplete: false }).replayAll(traces),
    ],
    [
      'with the limits of the workers',
      () =>
        new Replay({ candidate, inForce, isComplete: true, limits: { triesPerHost: 2, hosts: 2 } }).replayAll(
          traces,
          noted,
        ),
    ],
  ])('claims nothing that a real worker did otherwise, %s', (_how, claims) => {
    expect(mistakesOf(claims()).slice(0, 5)).toEqual([]);
  });

  it('decides as much as it did before, and says of more that they would go on', () => {
    expect(decidedOf(replay.replayAll(traces, noted))).toEqual({
      generic: [79, 86],
      gmail: [85, 94],
      microsoft: [44, 44],
      yahoo: [41, 63],
    });
    expect(decidedOf(replay.replayAll(traces))).toMatchObject({ generic: [79, 86], gmail: [80, 89] });
  });

  it('finds the changes that a real worker made of the decided ones', () => {
    const claims = replay.replayAll(traces, noted);
    const found = traces.flatMap(({ id }, place) => {
      const claim = claims[place];
      return claim && 'decisionClass' in claim && claim.decisionClass !== claim.recorded ? [id] : [];
    });
    const changed = [...expected.values()].filter(({ changed, candidate: result }) => changed && !result?.truncated);
    expect(found.length).toBeGreaterThan(0);
    expect(changed.map(({ trace_id: id }) => id)).toEqual(expect.arrayContaining(found));
  });

  it('changes nothing of what the policy in force decided, where that is the candidate', () => {
    const same = new Replay({ candidate: active, inForce, isComplete: true });
    const claims = same.replayAll(traces, noted);
    const changed = traces.filter(({ id, policy_version: version }, place) => {
      const claim = claims[place];
      const isChanged = claim !== undefined && 'decisionClass' in claim && claim.decisionClass !== claim.recorded;
      return isChanged && (version === 'v4.2.0' || expected.get(id)?.recorded_under === 'v4.2.0');
    });
    expect(changed.map(({ id }) => id)).toEqual([]);
  });
});

it('answers for a chain that can have come about in more ways than can be gone through', () => {
  const trace = traces.find(({ attempt_chain: chain }) => chain.some(({ smtp_code: code }) => code === 354));
  const attempt = trace?.attempt_chain[0];
  if (!trace || !attempt) throw new Error('no trace of an odd reply');
  const chain = Array.from({ length: 40 }, (_, place) => ({
    ...attempt,
    attempt_number: place + 1,
    mx_host: `mx${place}`,
  }));
  const claim = new Replay({ candidate, inForce, isComplete: true }).replay({ ...trace, attempt_chain: chain });
  expect(claim).toMatchObject({ kind: 'indeterminate', mayGoOn: true });
});

describe('the figures of a replay', () => {
  const replay = new Replay({ candidate, inForce, isComplete: true });
  it('are equal to the byte for equal input', () => {
    const figures = () => JSON.stringify(figuresOf(replay.replayAll(traces)));
    expect(figures()).toBe(figures());
  });

  it('count every trace once, and give ranges where something is open', () => {
    const summary = figuresOf(replay.replayAll(traces, noted));
    expect(summary.map(({ provider, traces: count }) => [provider, count])).toEqual([
      ['generic', 429],
      ['gmail', 232],
      ['microsoft', 243],
      ['yahoo', 173],
    ]);
    for (const { ranges, compared, counts, traces: count, transitions } of summary) {
      expect(Object.values(counts).reduce((sum, one) => sum + one)).toBe(count);
      expect(transitions.reduce((sum, cell) => sum + cell.count, 0)).toBe(compared + counts.unaffected);
      expect(compared + counts.unaffected).toBeGreaterThanOrEqual(decidedIn(counts)); // some are known so far
      expect(ranges).not.toBeNull();
      for (const { atLeast, atMost } of Object.values(ranges ?? {})) expect(atLeast).toBeLessThanOrEqual(atMost);
    }
  });
});
