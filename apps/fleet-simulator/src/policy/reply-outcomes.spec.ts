import { PROVIDERS } from '@app/contracts';
import { BUILT_IN_POLICY, readPolicy, writePolicy } from '@app/smtp-policy';
import {
  BUILT_IN_OUTCOMES,
  OUTCOMES_WITHOUT_ENGINE,
  outcomesUnder,
  type Outcome,
  type OutcomesByProvider,
  type ServerDeed,
} from './reply-outcomes.js';

/** Of what servers do in one way, the share that is counted so. */
function share(
  outcomes: OutcomesByProvider[keyof OutcomesByProvider],
  deed: ServerDeed,
  is: (one: Outcome) => boolean,
) {
  const total = outcomes[deed].reduce((sum, [, times]) => sum + times, 0);
  return outcomes[deed].reduce((sum, [one, times]) => sum + (is(one) ? times : 0), 0) / total;
}

/** The built-in policy with one more rule, ahead of all others, at every provider. */
function builtInWith(rule: object): OutcomesByProvider {
  const { profiles, ...payload } = writePolicy(BUILT_IN_POLICY) as { profiles: Record<string, { enhanced_rules: [] }> };
  const changed = Object.entries(profiles).map(([name, profile]) => [
    name,
    { ...profile, enhanced_rules: [rule, ...profile.enhanced_rules] },
  ]);
  return outcomesUnder(readPolicy({ ...payload, profiles: Object.fromEntries(changed) }));
}

describe('what becomes of addresses', () => {
  it.each(PROVIDERS)('without the engine is what servers do (%s)', (provider) => {
    const outcomes = OUTCOMES_WITHOUT_ENGINE[provider];
    expect(share(outcomes, 'accepted', ({ category }) => category === 'valid')).toBe(1);
    expect(share(outcomes, 'refused', ({ tag }) => tag === 'mailbox_not_found')).toBe(1);
    expect(share(outcomes, 'deferred', ({ isTempfail }) => isTempfail)).toBe(1);
    expect(share(outcomes, 'blocked', ({ tag }) => tag === 'policy_blocked_ambiguous')).toBe(1);
    expect(share(outcomes, 'catch_all', ({ isCatchAll }) => isCatchAll)).toBe(1);
  });

  it('with the built-in policy differs where its rules do, such as at servers that offer AUTH', () => {
    expect(share(BUILT_IN_OUTCOMES.generic, 'accepted', ({ category }) => category === 'risky')).toBeCloseTo(0.05, 2);
    expect(share(BUILT_IN_OUTCOMES.gmail, 'accepted', ({ category }) => category === 'valid')).toBe(1);
  });

  it('turns undecided where a rule leaves refusals open: accepted addresses too, as their proof is a refusal', () => {
    const bad = builtInWith({ enhanced_prefixes: ['5.1.'], decision_class: 'unknown', category: 'risky' });
    expect(share(bad.gmail, 'refused', ({ category }) => category === 'invalid')).toBeLessThan(0.5);
    expect(share(bad.gmail, 'accepted', ({ isCatchAll }) => isCatchAll)).toBe(1);
    expect(share(bad.yahoo, 'accepted', ({ category }) => category === 'valid')).toBe(1);
  });

  it('stays as it is under the same rules with another name', () => {
    const renamed = readPolicy({ ...writePolicy(BUILT_IN_POLICY), version: 'v9' });
    expect(outcomesUnder(renamed)).toEqual(BUILT_IN_OUTCOMES);
  });
});
