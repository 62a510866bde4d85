import type { Replayed } from '@app/smtp-policy';
import { replayVerdict } from './replay-verdict.js';

const verdict = (replayed: Replayed) => replayVerdict('v5', replayed);

describe('what another version would have made of a trace', () => {
  it('is told with the rule and the attempt', () => {
    const replayed = {
      kind: 'exact',
      recorded: 'retryable',
      decisionClass: 'undeliverable',
      attempt: 2,
      ruleId: 'r1',
    } as const;
    expect(verdict(replayed)).toEqual({
      version: 'v5',
      kind: 'exact',
      recorded_class: 'retryable',
      classes: ['undeliverable'],
      rule_id: 'r1',
      because: expect.stringMatching(/^It becomes undeliverable instead of retryable under v5: attempt 2 .* rule r1\./),
    });
  });

  it.each<readonly [Replayed, RegExp]>([
    [
      { kind: 'inferred', recorded: 'unknown', decisionClass: 'unknown', attempt: null, ruleId: undefined },
      /^It stays/,
    ],
    [{ kind: 'exact', recorded: null, decisionClass: 'unknown', attempt: 1, ruleId: null }, /built into workers/],
    [{ kind: 'unaffected', recorded: null, decisionClass: null }, /no policy has a say/],
    [
      { kind: 'truncated', recorded: 'unknown', classesSoFar: ['retryable', null], isBeyond: false },
      /retryable or without a decision/,
    ],
    [{ kind: 'truncated', recorded: 'unknown', classesSoFar: [null], isBeyond: true }, /to what nobody knows\.$/],
    [{ kind: 'indeterminate', recorded: 'unknown', classes: ['unknown', 'retryable'], mayGoOn: true }, /gone on/],
  ])('says how far %j is known', (replayed, because) => {
    const { because: said, classes } = verdict(replayed);
    expect(said).toMatch(because);
    expect(said).not.toMatch(/null|undefined/);
    expect(classes.length).toBeGreaterThan(0);
  });
});
